// The public page of item lists and yearly plans: versions that were published, each opened to its items or tasks. What
// the server says becomes text nodes, never markup.
import { makeLanguage } from './language.js';
import { texts } from './list_texts.js';

const api = '/api/v1';
const { say } = makeLanguage(texts, showAll);

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** Terms with their values, those without one left out. */
function facts(pairs) {
  const made = element('dl');
  for (const [key, value] of pairs)
    if (value !== undefined && value !== null && value !== '') made.append(element('dt', say(key)), element('dd', value));
  return made;
}

async function read(path) {
  const answer = await fetch(`${api}/${path}`, { credentials: 'omit' });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer.json();
}

/** All pages of what one version holds: at most the items of a list, or the rows of a plan. */
async function readAll(path) {
  const all = [];
  for (let next = null; ;) {
    const page = await read(next ? `${path}?cursor=${encodeURIComponent(next)}` : path);
    all.push(...page.items);
    next = page.next_cursor ?? null;
    if (!next || page.items.length === 0) return all;
  }
}

/** What was read of a version stays. */
const kept = new Map();
/** The paths of versions that are open: they are so in the other language too. */
const opened = new Set();

/** A version that opens: its facts at once, what it holds when it was read. */
function version(title, about, pairs, path, entry) {
  const made = element('details');
  const summary = element('summary');
  summary.append(element('strong', title), element('span', about, 'about'));
  const list = element('ol');
  const note = element('p', undefined, 'note');
  note.setAttribute('role', 'status');
  const retry = element('button', say('retry'), 'more');
  retry.type = 'button';
  retry.hidden = true;
  made.append(summary, facts(pairs), list, note, retry);
  let isReading = false;
  const fill = () => list.replaceChildren(...kept.get(path).map(entry));
  /** The button stays where it is until there is something to read: the keyboard does not lose it. */
  async function show() {
    if (isReading || list.children.length > 0) return;
    isReading = true;
    note.textContent = say('loading');
    try {
      if (!kept.has(path)) kept.set(path, await readAll(path));
      fill();
      note.textContent = '';
      if (document.activeElement === retry) summary.focus();
      retry.hidden = true;
    } catch {
      note.textContent = say('failed');
      retry.hidden = false;
    }
    isReading = false;
  }
  made.addEventListener('toggle', () => {
    if (!made.isConnected) return;
    if (!made.open) {
      opened.delete(path);
    } else {
      opened.add(path);
      show();
    }
  });
  retry.addEventListener('click', show);
  // At once, not when it is told that it opened: what stands below does not jump.
  if (opened.has(path) && kept.has(path)) fill();
  made.open = opened.has(path);
  return made;
}

const words = (keys) => keys.map(say).join(say('comma'));
const publications = (all) => all
  .map(({ notice, channel, published_on: day, address }) => `${say(channel)}${notice === 'withdrawal' ? say('withdrawal') : ''} ${day} ${address}`)
  .join('\n');

function item(one) {
  const made = element('li');
  made.append(element('h3', [one.code, one.name, one.sub_item].filter(Boolean).join(' ')), facts([
    ['category', one.category], ['kind', say(one.kind)], ['basis', one.basis], ['inspecting_body', one.inspecting_body],
    ['departments', one.departments.join(say('comma'))], ['target', one.target], ['content', one.content],
    ['methods', words(one.methods)], ['ratio', one.ratio_basis_points && say('percent')(one.ratio_basis_points)],
    ['cap', one.cap_basis_points && say('percent')(one.cap_basis_points)],
    ['frequency', one.frequency && say('times')(one.frequency.times, one.frequency.months)], ['staff', one.staff_requirement],
  ]));
  return made;
}

function row(one) {
  const { kind, ratio_basis_points: points, count } = one.quantity;
  const quantity = kind === 'ratio' ? say('by_ratio')(points) : kind === 'count' ? say('by_count')(count) : say('batch_order');
  const made = element('li');
  made.append(element('h3', one.name), facts([
    ['plan_departments', one.departments.join(say('comma'))], ['items', one.items.map(({ code, name }) => `${code} ${name}`).join('\n')],
    ['target', one.target], ['quantity', quantity + (one.estimated_count ? say('estimated')(one.estimated_count) : '')],
    ['period', say('from_to')(one.first_day, one.last_day)], ['methods', words(one.methods)],
  ]));
  return made;
}

const listVersion = (list) => (one) => version(
  `${list.department ?? say('joint')} · ${say('version')(one.number)}`,
  `${say(one.standing)} · ${say('list_about')(one.item_count, one.effective_from, one.effective_to)}`,
  [['approved', say('approved_value')(one.approved_on, one.approved_by, one.document_number)], ['reason', one.reason],
    ['withdrawn', one.withdrawal_reason], ['publications', publications(one.publications)], ['fingerprint', one.content_hash]],
  `published-item-lists/${one.id}/items`, item);

const planVersion = ({ year }) => (one) => version(
  `${say('plan')(year)} · ${say('version')(one.number)}`,
  `${say(one.state === 'ended' ? 'plan_ended' : one.state)} · ${say('plan_about')(one.row_count)}`,
  [['approved', say('approved_value')(one.approved_on, '', one.minutes_number)], ['filed', say('approved_value')(one.filed_on, '', one.filing_number)],
    ['reason', one.reason], ['ended_reason', one.end_reason], ['publications', publications(one.publications)], ['fingerprint', one.content_hash]],
  `published-plans/${one.id}/rows`, row);

/** How many pages are read at once while there is nothing on them. */
const EMPTY_PAGES_MAX = 20;

/** A section that reads its documents page by page. A page before the last may be empty: what is not public is left out. */
function documents(section, path, none, versionOf) {
  const entries = section.querySelector('.entries'), note = section.querySelector('.note'), more = section.querySelector('.more');
  const all = [];
  let next = null;
  /** 'loading', 'shown' or 'failed'. */
  let state = 'loading';

  const made = (some) => some.flatMap((one) => one.versions.map(versionOf(one)));

  function showState() {
    note.textContent = state === 'shown' ? (all.length === 0 && !next ? say(none) : '') : say(state);
    note.hidden = !note.textContent;
    more.textContent = say(state === 'failed' ? 'retry' : 'more');
    more.hidden = state === 'loading' || (state === 'shown' && !next);
  }

  async function load() {
    state = 'loading';
    showState();
    try {
      let count = 0;
      for (let pages = 0; pages === 0 || (count === 0 && next && pages < EMPTY_PAGES_MAX); pages += 1) {
        const { items, next_cursor: cursor } = await read(next ? `${path}?cursor=${encodeURIComponent(next)}` : path);
        count = items.length;
        all.push(...items);
        entries.append(...made(items));
        next = cursor ?? null;
      }
      state = 'shown';
    } catch {
      state = 'failed';
    }
    showState();
  }

  more.addEventListener('click', async () => {
    const count = entries.children.length;
    await load();
    // The button was hidden meanwhile; whoever pressed it and is nowhere else goes on where the new ones begin.
    if (document.activeElement === document.body || document.activeElement === more)
      (entries.children[count]?.querySelector('summary') ?? more).focus();
  });
  load();
  return () => {
    entries.replaceChildren(...made(all));
    showState();
  };
}

const shows = [
  documents(document.getElementById('lists'), 'published-item-lists', 'lists_none', listVersion),
  documents(document.getElementById('plans'), 'published-plans', 'plans_none', planVersion),
];
function showAll() {
  for (const show of shows) show();
}
