// Synthetic files as departments send them, with planted errors: `targets.gbk.csv` and `inspectors.xlsx`, for tests of
// whole imports in Chromium and natively (tests/server/whole_import_test.cpp).
//
//   node sheets_support.mjs FOLDER [TARGETS [INSPECTORS]]
//
// also writes planted.json: of each file how many rows must come out as what, and every problem by row and field. The
// same arguments give the same bytes. Only Node's own modules.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';

const townships = ['逍遥镇', '奉母镇', '西夏亭镇', '红花集镇', '聂堆镇', '址坊镇', '迟营镇', '田口乡', '娲城街道', '昆山街道'];
const trades = [['超市', '5212'], ['饭店', '6210'], ['药房', '5251'], ['建材商行', '5281'], ['理发店', '8051'], ['面粉厂', '1311']];
const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'];
const givenNames = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明'];
const codeCharacters = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** @param {number} seed */
function randomFrom(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A credit code of a self-employed person of this county, right in both of its check characters. */
function creditCode(number) {
  const body = `MA${String(1_000_000 + number).slice(1)}`;
  const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];
  const organisation = [...body].reduce((sum, c, i) => sum + Number.parseInt(c, 36) * organisationWeights[i], 0);
  const organisationCheck = 'X0123456789'[(((11 - (organisation % 11)) % 11) + 1) % 11];
  const first = `92411622${body}${organisationCheck}`;
  const sum = [...first].reduce((total, c, i) => total + codeCharacters.indexOf(c) * (3 ** i % 31), 0);
  return first + codeCharacters[(31 - (sum % 31)) % 31];
}

/** The number that the credit code replaced: ISO 7064 MOD 11,10. */
function registrationNumber(number) {
  const digits = `411622${String(100_000_000 + number).slice(1)}`;
  let product = 10;
  for (const digit of digits) product = (((product + Number(digit)) % 10 || 10) * 2) % 11;
  return digits + ((11 - product) % 10);
}

const fullWidth = (text) => text.replace(/[0-9A-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));

/** One day as different people write it. */
function writtenDate(date, i) {
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  const two = (n) => String(n).padStart(2, '0');
  const forms = [`${year}年${month}月${day}日`, `${year}-${two(month)}-${two(day)}`, `${year}/${month}/${day}`,
    `${year}${two(month)}${two(day)}`, `${year}.${month}.${day}`, `${year}-${two(month)}-${two(day)} 00:00:00`];
  return forms[i % forms.length];
}

const dayOf = (number) => new Date(Date.UTC(2010, 0, 1) + number * 86_400_000);

/** Collects what must become of the rows. */
class Expectation {
  counts = { good: 0, warning: 0, ignored: 0, duplicate: 0, error: 0 };
  problems = [];
  add(row, outcome, field = '', code = '') {
    this.counts[outcome] += 1;
    if (code) this.problems.push({ row, outcome, field, code });
  }
}

// What is wrong with a row, and what a person would type instead, by kind.
const targetFaults = [
  (row) => { row.name = ''; return ['error', 'name', 'imports.required']; },
  (row) => { row.code = row.code.slice(0, 17) + (row.code.endsWith('0') ? '1' : '0'); return ['error', 'credit_code', 'codes.credit_check_character']; },
  (row) => { row.code = '9.24116E+17'; return ['error', 'credit_code', 'imports.code_became_number']; },
  (row) => { row.township = '邻县某镇'; return ['error', 'township', 'imports.township_unknown']; },
  (row) => { row.established = '03/04/2020'; return ['error', 'established_on', 'imports.date_ambiguous']; },
  (row) => { row.status = '待定'; return ['error', 'status', 'imports.choice_unknown']; },
  (row, before) => { row.code = before.code; return ['duplicate', '', 'imports.duplicate_in_file']; },
  (row) => { row.code = ''; return ['warning', 'credit_code', 'imports.no_code']; },
  (row) => { row.township = ''; row.address = `西华县逍遥镇中心街${row.number}号`; return ['warning', 'township', 'imports.township_guessed']; },
  (row) => { row.phone = '不详'; return ['warning', 'contact_phone', 'imports.phone_form']; },
];

const csvCell = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * A list of targets as CSV in GBK: titles above, the header in row 3, empty rows, a sum below.
 * @param {{rows?: number, seed?: number, faultEvery?: number, code?: number}} options `code`: of the first credit code
 */
export function targetsCsv({ rows = 30_000, seed = 1, faultEvery = 150, code = 0 } = {}) {
  const random = randomFrom(seed);
  const expected = new Expectation();
  const lines = [];
  const put = (cells) => lines.push(cells.map(csvCell).join(','));
  put(['西华县检查对象名录（2026年）', ...Array(9).fill('')]);
  put(['填报单位：西华县市场监督管理局', ...Array(9).fill('')]);
  put(['序号', '*企业 名称', '统一社会信用代码/注册号', '经营状态', '注册日期', '法定代表人（负责人）', '经营场所', '所属乡镇', '联系电话', '行业代码']);
  for (let row = 1; row <= 3; ++row) expected.add(row, 'ignored');
  let faults = 0, before;
  for (let i = 0; i < rows; ++i) {
    const [trade, industry] = trades[random(trades.length)];
    const township = townships[random(townships.length)];
    const person = surnames[random(surnames.length)] + givenNames[random(givenNames.length)];
    const row = {
      number: i + 1, name: `西华县${township.slice(0, 2)}${person}${trade}${i + 1}`,
      code: i % 50 === 7 ? registrationNumber(code + i) : creditCode(code + i),
      status: ['存续（在营、开业、在册）', '在业', '正常', '停业'][random(4)], established: writtenDate(dayOf(random(5000)), i),
      person, address: `${township}人民路${random(300) + 1}号, ${random(9) + 1}室`, township, phone: `0394-25${10_000 + random(89_999)}`, industry,
    };
    let outcome = ['good'];
    // The row before is a good one, so that a repetition of it is one.
    if (i % faultEvery === faultEvery - 1) outcome = targetFaults[faults++ % targetFaults.length](row, before);
    before = row;
    if (outcome[0] === 'good' && i % 13 === 3) row.code = ` ${row.code}　`;
    if (outcome[0] === 'good' && i % 17 === 5) row.code = fullWidth(row.code);
    put([String(row.number), row.name, row.code, row.status, row.established, row.person, row.address, row.township, row.phone, row.industry]);
    expected.add(lines.length, ...outcome);
    if (i % 1000 === 999) lines.push(',,,,,,,,,');
  }
  put(['合计', String(rows), ...Array(8).fill('')]);
  expected.add(lines.length, 'ignored');
  return { bytes: toGbk(`${lines.join('\r\n')}\r\n`), expected };
}

let gbkTable;
/** The decoder's table, the other way round. */
function toGbk(text) {
  if (!gbkTable) {
    gbkTable = new Map();
    const decoder = new TextDecoder('gbk', { fatal: true });
    for (let first = 0x81; first <= 0xfe; ++first)
      for (let second = 0x40; second <= 0xfe; ++second) {
        if (second === 0x7f) continue;
        try {
          gbkTable.set(decoder.decode(Uint8Array.of(first, second)), [first, second]);
        } catch { /* stands for no character */ }
      }
  }
  const bytes = [];
  for (const c of text) {
    if (c < '\x80') bytes.push(c.charCodeAt(0));
    else bytes.push(...(gbkTable.get(c) ?? [0x3f]));
  }
  return Buffer.from(bytes);
}

const inspectorFaults = [
  (row) => { row.name = ''; return ['error', 'name', 'imports.required']; },
  (row) => { row.staff = ''; return ['error', 'staff_number', 'imports.required']; },
  (row) => { row.expires = { error: '#N/A' }; return ['error', 'certificate_expires_on', 'imports.cell_error']; },
  (row) => { row.name = { formula: 'A1&B1', text: row.name }; return ['error', 'name', 'imports.formula']; },
  (row, before) => { row.staff = before.staff; return ['duplicate', '', 'imports.duplicate_in_file']; },
  (row) => { row.authority = ''; return ['error', 'certificate_authority', 'imports.required']; },
  (row) => { row.kind = '外聘'; return ['error', 'person_kind', 'imports.choice_unknown']; },
  (row) => { row.certificate = row.field = row.authority = row.issued = row.expires = ''; return ['warning', 'certificate_number', 'imports.no_certificate']; },
  (row) => { row.expires = { date: dayOf(100) }; return ['error', 'certificate_expires_on', 'registry.dates_reversed']; },
];

/**
 * A list of inspectors as Excel writes it: a merged title, the header in row 2, texts shared, days as numbers.
 * @param {{rows?: number, seed?: number, faultEvery?: number}} options
 */
export function inspectorsXlsx({ rows = 600, seed = 2, faultEvery = 20 } = {}) {
  const random = randomFrom(seed);
  const expected = new Expectation();
  const sheet = [['执法检查人员名录（二〇二六年度）'],
    ['序号', '人员工号', '姓　名', '性别', '职务', '手机号', '人员类别', '执法证编号', '执法领域', '执法证发证机关', '发证时间', '有效期至', '业务专长']];
  for (let row = 1; row <= 2; ++row) expected.add(row, 'ignored');
  let faults = 0, before;
  for (let i = 0; i < rows; ++i) {
    const issued = 3650 + random(700);
    const row = {
      staff: `${1000 + i}`, name: surnames[random(surnames.length)] + givenNames[random(givenNames.length)], sex: '男女'[random(2)],
      position: ['科员', '副股长', '中队长'][random(3)], phone: { number: 14_200_000_000 + i },
      kind: ['行政执法类公务员', '持证人员', '参公人员'][random(3)], certificate: `1622${String(10_000_000 + i).slice(1)}`,
      field: ['市场监管', '食品安全', '特种设备'][random(3)], authority: '河南省司法厅', issued: { date: dayOf(issued) },
      expires: { date: dayOf(issued + 3650) }, skills: ['食品、药品', '计量', '价格；广告'][random(3)],
    };
    let outcome = ['good'];
    if (i % faultEvery === faultEvery - 1) outcome = inspectorFaults[faults++ % inspectorFaults.length](row, before);
    before = row;
    if (i % 9 === 2) row.issued = row.issued && writtenDate(row.issued.date, i);
    sheet.push([{ number: i + 1 }, row.staff, row.name, row.sex, row.position, row.phone, row.kind, row.certificate, row.field, row.authority,
      row.issued, row.expires, row.skills]);
    expected.add(sheet.length, ...outcome);
  }
  sheet.push(['填表人：张三']);
  expected.add(sheet.length, 'ignored');
  return { bytes: xlsx(sheet, 'A1:M1'), expected };
}

const columnName = (index) => String.fromCharCode(65 + index);
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const excelDay = (date) => Math.round(date.getTime() / 86_400_000) + 25_569;

/** The workbook that holds one sheet of at most 26 columns. */
function xlsx(sheet, merged) {
  const shared = new Map();
  const textNumber = (text) => shared.get(text) ?? (shared.set(text, shared.size), shared.size - 1);
  const cell = (value, place) => {
    if (value === '') return '';
    if (typeof value === 'string') return `<c r="${place}" t="s"><v>${textNumber(value)}</v></c>`;
    if (value.date) return `<c r="${place}" s="1"><v>${excelDay(value.date)}</v></c>`;
    if (value.error) return `<c r="${place}" t="e"><v>${value.error}</v></c>`;
    if (value.formula) return `<c r="${place}" t="str"><f>${escaped(value.formula)}</f><v>${escaped(value.text)}</v></c>`;
    return `<c r="${place}"><v>${value.number}</v></c>`;
  };
  const rows = sheet.map((cells, i) => `<row r="${i + 1}">${cells.map((value, j) => cell(value, columnName(j) + (i + 1))).join('')}</row>`);
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relations = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return zip({
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${types}.sharedStrings+xml"/></Types>`,
    '_rels/.rels': `${head}<Relationships ${relations}><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${head}<workbook ${main} xmlns:r="${office}"><sheets><sheet name="人员" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships ${relations}><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': `${head}<styleSheet ${main}><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `${head}<worksheet ${main}><sheetData>${rows.join('')}</sheetData><mergeCells count="1"><mergeCell ref="${merged}"/></mergeCells></worksheet>`,
    'xl/sharedStrings.xml': `${head}<sst ${main}>${[...shared.keys()].map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
  });
}

const crcTable = Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; ++bit) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});
const crc32 = (bytes) => (bytes.reduce((crc, byte) => crcTable[(crc ^ byte) & 0xff] ^ (crc >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;

/** An archive of these parts, packed. Day and time of each: the first that there is. */
function zip(parts) {
  const local = [], central = [];
  let offset = 0;
  for (const [name, text] of Object.entries(parts)) {
    const [path, bytes] = [Buffer.from(name), Buffer.from(text)];
    const packed = deflateRawSync(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0); // version needed
    common.writeUInt16LE(0x800, 2); // names are UTF-8
    common.writeUInt16LE(8, 4); // deflated
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(path.length, 22);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(offset, 10);
    local.push(Buffer.from('PK\x03\x04'), common, path, packed);
    central.push(Buffer.from('PK\x01\x02\x14\x00'), common, end, path);
    offset += 4 + common.length + path.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const last = Buffer.alloc(22);
  last.write('PK\x05\x06', 0, 'latin1');
  last.writeUInt16LE(local.length / 4, 8);
  last.writeUInt16LE(local.length / 4, 10);
  last.writeUInt32LE(directory.length, 12);
  last.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, last]);
}

/** Writes both files and planted.json; gives what is planted. */
export function writeSheets(folder, { targets = 30_000, inspectors = 600 } = {}) {
  mkdirSync(folder, { recursive: true });
  const [csv, workbook] = [targetsCsv({ rows: targets }), inspectorsXlsx({ rows: inspectors })];
  writeFileSync(join(folder, 'targets.gbk.csv'), csv.bytes);
  writeFileSync(join(folder, 'inspectors.xlsx'), workbook.bytes);
  const planted = { targets: csv.expected, inspectors: workbook.expected };
  writeFileSync(join(folder, 'planted.json'), JSON.stringify(planted));
  return planted;
}

if (argv[1] === fileURLToPath(import.meta.url))
  writeSheets(argv[2], { targets: Number(argv[3] ?? 30_000), inspectors: Number(argv[4] ?? 600) });
