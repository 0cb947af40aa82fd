// Rows of departments' files as entities of a register: headers, cells, rows as a whole.
#include <doctest/doctest.h>

#include "server/data/schema.h"
#include "server/imports/dates.h"
#include "server/imports/header.h"
#include "server/imports/read_value.h"
#include "server/imports/row_check.h"
#include "shared/codes/credit_code.h"
#include "shared/codes/registration_number.h"
#include "shared/registry/register_writer.h"
#include "tests/shared/temporary_folder.h"

using namespace mingchou;
using namespace mingchou::imports;
using sheets::Cell;
using sheets::CellKind;

namespace {

/// Two departments, and the tag 特种设备使用.
struct Registers {
  TemporaryFolder folder;
  Database database;
  DepartmentId own{Uuid::parse("01890000-0000-7000-8000-000000000001").value()};
  DepartmentId other{Uuid::parse("01890000-0000-7000-8000-000000000002").value()};
  KnownNames known;

  Registers() : database(Database::open({.path = folder / "a.db"}).value()) {
    REQUIRE(migrate(database, server::server_schema({})));
    RegisterWriter writer(database, {*CivilDate::of(2026, 1, 1), {}, "test", "test"});
    REQUIRE(writer.insert(department(own, "SCJG", "西华县市场监督管理局", "县市场监管局")));
    REQUIRE(writer.insert(department(other, "GAJ", "西华县公安局", "县公安局")));
    REQUIRE(writer.insert(Tag{{Uuid::parse("01890000-0000-7000-8000-000000000003").value()}, "特种设备使用"}));
    known = KnownNames::read(database).value();
  }

  static Department department(DepartmentId id, std::string code, std::string name, std::string short_name) {
    Department made;
    made.id = id;
    made.code = std::move(code);
    made.name = std::move(name);
    made.short_name = std::move(short_name);
    return made;
  }
};

const CivilDate today = *CivilDate::of(2026, 5, 1);

Registers& registers() {
  static Registers made;
  return made;
}

Cell number(double value, std::string text) {
  return {.kind = CellKind::number, .number = value, .text = std::move(text)};
}

sheets::Row row_of(std::uint32_t number, const std::vector<std::string>& texts) {
  sheets::Row row{number, {}};
  for (const std::string& text : texts) row.cells.push_back(text.empty() ? Cell{} : Cell::of_text(text));
  return row;
}

/// "value" or "value !code ?suggestion".
std::string read(Register which, std::string_view field, const Cell& cell) {
  const Reading reading = read_value(*find_field(which, field), "某列", cell, registers().known);
  std::string text = reading.value;
  for (const Problem& problem : reading.problems) {
    text += (text.empty() ? "!" : " !") + problem.error.code;
    if (!problem.suggestion.empty()) text += " ?" + problem.suggestion;
  }
  return text;
}
std::string read(std::string_view field, std::string text) {
  return read(Register::targets, field, Cell::of_text(std::move(text)));
}

CheckedRow check(const std::vector<std::string>& headers, const std::vector<std::string>& cells,
                 Register which = Register::targets) {
  Mapping mapping{
      .which = which, .header_row = 1, .columns = columns_of(which, row_of(1, headers)), .headers = headers};
  return check_row(row_of(2, cells), mapping, registers().known, registers().own, today);
}

std::string codes_of(const CheckedRow& row) {
  std::string codes;
  for (const Problem& problem : row.problems) codes += (codes.empty() ? "" : " ") + problem.error.code;
  return codes;
}

}  // namespace

TEST_CASE("a header is found below titles, whatever it is called") {
  const std::vector<sheets::Row> rows = {row_of(1, {"西华县2026年检查对象名录库"}),
                                         row_of(2, {"填报单位：县市场监管局", "", "", "日期：2026年1月"}),
                                         row_of(4, {"序号", "*企业名称（必填）", "统一社会信用\n代码",
                                                    "法定代表人\n（负责人）", "住 所", "联系电话", "备 用"}),
                                         row_of(5, {"1", "甲店", "x", "张三", "某村", "139"})};
  const FoundHeader found = find_header(Register::targets, rows);
  CHECK(found.row == 4);
  CHECK(found.columns == Columns{"", "name", "credit_code", "legal_person", "address", "contact_phone", ""});
  CHECK(find_header(Register::targets, std::span(rows).last(1)).row == 0);
}

TEST_CASE("an exact header goes before a longer one that holds the word, and each field is taken once") {
  CHECK(columns_of(Register::targets, row_of(1, {"企业统一社会信用代码号", "统一社会信用代码", "企业名称",
                                                 "单位名称"})) == Columns{"", "credit_code", "name", ""});
  CHECK(columns_of(Register::targets, row_of(1, {"企业的统一社会信用代码号"})) == Columns{"credit_code"});
  CHECK(columns_of(Register::inspectors, row_of(1, {"姓名", "执法证有效期", "发证机关", "单位"})) ==
        Columns{"name", "certificate_expires_on", "certificate_authority", "department"});
}

TEST_CASE("rows below the table and repeated headers are told") {
  CHECK(is_footer(row_of(9, {"合计", "", "12"})));
  CHECK(is_footer(row_of(9, {"", "填表人：张三", "", "审核人：李四"})));
  CHECK_FALSE(is_footer(row_of(9, {"说明书印刷厂", "a", "b", "c", "d"})));
  CHECK_FALSE(is_footer(row_of(9, {"甲店"})));
  const sheets::Row header = row_of(1, {"名称", "代码"});
  CHECK(repeats_header(row_of(40, {"名称", "代码"}), header));
  CHECK_FALSE(repeats_header(row_of(40, {"名称", "x"}), header));
  CHECK_FALSE(repeats_header(header, header));
}

TEST_CASE("dates are read in every spelling that is met") {
  for (const char* text : {"2020-05-01", "2020/5/1", "2020.5.1", "2020年5月1日", "20200501", "２０２０－０５－０１",
                           "2020 年 5 月 1 日", "2020-05-01 00:00:00", "2020/5/1 8:30", "二〇二〇年五月一日",
                           "2020年05月01号", "2020-05-01T00:00:00", "43952", " 2020-5-1\n"}) {
    CAPTURE(text);
    const DateReading reading = read_date(Cell::of_text(text));
    CHECK(reading.kind == DateReading::Kind::date);
    CHECK((reading.date && reading.date->text() == "2020-05-01"));
  }
  CHECK(read("established_on", "二〇二〇年十一月三十一日") == "!imports.date_unknown");
  CHECK(read("established_on", "二〇二〇年十二月二十日") == "2020-12-20");
  CHECK(read("established_on", "2020年十月三十日") == "2020-10-30");
  CHECK(read("established_on", "13/5/2020") == "2020-05-13");
  CHECK(read("established_on", "5/1/2020") == "!imports.date_ambiguous ?2020-05-01");
  CHECK(read("established_on", "20.5.1") == "!imports.date_ambiguous ?2020-05-01");
  CHECK(read("established_on", "2020年5月") == "!imports.date_incomplete ?2020-05-01");
  CHECK(read("established_on", "2020") == "!imports.date_incomplete ?2020-01-01");
  for (const char* text : {"2020-02-30", "昨天", "0000-01-01", "99999999999999999999", "2020-05-01-01", "1-2", "-"}) {
    CAPTURE(text);
    CHECK_FALSE(read_date(Cell::of_text(text)).kind == DateReading::Kind::date);
  }
  CHECK(read(Register::targets, "established_on", number(43952, "43952")) == "2020-05-01");
  CHECK(read(Register::targets, "established_on", number(20200501, "20200501")) == "2020-05-01");
  CHECK(read(Register::targets, "established_on", number(12, "12")) == "!imports.date_unknown");
}

TEST_CASE("of an expiry the last day counts, and some have none") {
  CHECK(read("licence_expires_on", "2020-05-01至2025-04-30") == "2025-04-30");
  CHECK(read("licence_expires_on", "2020.05.01-2025.04.30") == "2025-04-30");
  CHECK(read("licence_expires_on", "2020年5月1日～2025年4月30日") == "2025-04-30");
  CHECK(read("licence_expires_on", "2020-05-01至长期") == "");
  CHECK(read("licence_expires_on", "长期") == "");
  CHECK(read("licence_expires_on", "2025-04-30") == "2025-04-30");
  CHECK(read("licence_expires_on", "五年") == "!imports.date_unknown");
}

TEST_CASE("codes: full-width, blanks, and what Excel made numbers of") {
  const std::string code = "91411622MA45ABCD0";
  const std::string whole = code + *credit_code_check_character(code);
  CHECK(read("credit_code", " " + whole.substr(0, 8) + " " + whole.substr(8) + "\u3000").starts_with(whole));
  CHECK(read("credit_code", "914116").starts_with("!codes.credit_length"));
  CHECK(read("credit_code", "9.14116E+17") == "!imports.code_became_number");
  CHECK(read(Register::targets, "credit_code", number(9.14116220000001e17, "914116220000001000")) ==
        "!imports.code_became_number");
  CHECK(read(Register::inspectors, "staff_number", number(1024, "1024")) == "1024");
  CHECK(read(Register::inspectors, "certificate_number", number(1.6220512345678e16, "16220512345678000")) ==
        "!imports.code_became_number");
  CHECK(read(Register::targets, "contact_phone", number(13900000000, "1.39E10")) == "13900000000");
  CHECK(read("contact_phone", "０３９４－２５３１２３４") == "0394-2531234");
  CHECK(read("contact_phone", "无") == "无 !imports.phone_form");
}

TEST_CASE("places, industries, departments and choices by their names") {
  CHECK(read("township", "逍遥镇") == "411622102");
  CHECK(read("township", "西华县逍遥镇人民政府") == "411622102");
  CHECK(read("township", "逍遥") == "411622102");
  CHECK(read("township", "411622102") == "411622102");
  CHECK(read("township", "411622102201") == "411622102");
  CHECK(read("township", "西华营镇") == "411622107");
  CHECK(read("township", "逍遥镇、奉母镇") == "!imports.township_unknown");
  CHECK(read("township", "外地") == "!imports.township_unknown");
  CHECK(read("industry", "F5211") == "5211");
  CHECK(read("industry", "52 零售业") == "52");
  CHECK(read("industry", "零售业") == "52");
  CHECK(read(Register::targets, "industry", number(111, "111")) == "111 !imports.industry_zero ?0111");
  CHECK(read(Register::targets, "industry", number(5, "5")) == "05");
  CHECK(read("industry", "A 农、林、牧、渔业") == "!imports.industry_unknown");
  CHECK(read("department", "市场监督管理局") == registers().own.uuid.text());
  CHECK(read("department", "scjg") == registers().own.uuid.text());
  CHECK(read("department", "税务局") == "!imports.department_unknown");
  CHECK(read("status", "存续（在营、开业、在册）") == "active");
  CHECK(read("status", "吊销，未注销") == "licence_revoked");
  CHECK(read("status", "不知道") == "!imports.choice_unknown");
  CHECK(read("risk_class", "Ｂ类") == "B");
  CHECK(read("tags", "特种设备使用、没有的") == "01890000-0000-7000-8000-000000000003 !imports.tag_unknown");
  CHECK(read(Register::inspectors, "specialties", Cell::of_text("食品安全、计量, 食品安全")) == "食品安全\n计量");
  CHECK(read(Register::inspectors, "specialties", Cell::of_text("食品、药品；计量")) == "食品、药品\n计量");
}

TEST_CASE("formulas, errors and resident numbers in cells are told") {
  Cell formula = Cell::of_text("甲店");
  formula.is_formula = true;
  CHECK(read(Register::targets, "name", formula) == "!imports.formula ?甲店");
  CHECK(read(Register::targets, "name", Cell{.kind = CellKind::error, .text = "#N/A"}) == "!imports.cell_error");
  CHECK(read("legal_person", "张三11010519491231002X") == "张三1101************2X !imports.resident_id_masked");
  CHECK(read("name", std::string(300, 'x')) == "!imports.too_long");
  CHECK(read("name", "  甲\u200B 店\n ") == "甲 店");
}

TEST_CASE("a target's row as a whole") {
  const std::vector<std::string> headers = {"企业名称", "统一社会信用代码", "乡镇",     "住所",
                                            "部门",     "对象类型",         "许可证号", "监管部门"};
  const std::string code = "92411622MA45ABCD0";
  const std::string whole = code + *credit_code_check_character(code);
  const CheckedRow good = check(headers, {"甲店", whole, "逍遥镇"});
  CHECK_FALSE(good.has(Severity::error));
  CHECK(good.values.at("kind") == "self_employed");
  CHECK(unique_key(Register::targets, good.values) == "credit_code " + whole);
  const CheckedRow guessed = check(headers, {"甲店", whole, "", "西华县奉母镇某村"});
  CHECK(guessed.values.at("township") == "411622103");
  CHECK(codes_of(guessed).contains("imports.township_guessed"));
  CHECK(codes_of(check(headers, {"", whole, ""})).contains("imports.required imports.required"));
  CHECK(codes_of(check(headers, {"甲店", "", "逍遥镇"})) == "imports.no_code");
  CHECK(codes_of(check(headers, {"甲产品", whole, "逍遥镇", "", "", "产品"})).contains("imports.kind_without_code"));
  CHECK(codes_of(check(headers, {"甲店", whole, "逍遥镇", "", "", "", "", "县公安局"}))
            .contains("imports.department_other"));
  CHECK(check(headers, {}).is_blank);
  CheckedRow old =
      check(headers,
            {"甲店", "41162261000001" + std::string(1, *registration_number_check_digit("41162261000001")), "逍遥镇"});
  CHECK(old.values.contains("registration_number"));
  CHECK_FALSE(old.values.contains("credit_code"));
}

TEST_CASE("an inspector's row as a whole") {
  const std::vector<std::string> headers = {"工号", "姓名", "执法证号", "发证日期", "有效期至", "执法领域", "发证机关"};
  CHECK(codes_of(check(headers, {"001", "张三", "16220501001", "2022-01-01", "2027-01-01", "市场监管", "省司法厅"},
                       Register::inspectors))
            .empty());
  CHECK(codes_of(check(headers, {"001", "张三", "16220501001", "2028-01-01", "2027-01-01", "市场监管", "省司法厅"},
                       Register::inspectors)) == "registry.dates_reversed");
  CHECK(codes_of(check(headers, {"001", "张三"}, Register::inspectors)) == "imports.no_certificate");
  CHECK(codes_of(check(headers, {"001", "张三", "16220501001", "", "2027-01-01", "市场监管", "省司法厅"},
                       Register::inspectors)) == "imports.required");
  const CheckedRow without_number = check(
      headers, {"", "张三", "16220501001", "2022-01-01", "2027-01-01", "市场监管", "省司法厅"}, Register::inspectors);
  REQUIRE(without_number.problems.size() == 1);
  CHECK(without_number.problems[0].suggestion == "16220501001");
}

TEST_CASE("what holds for a whole file is given once, and cells go before it") {
  Mapping mapping{.header_row = 1,
                  .columns = {"name", "township"},
                  .headers = {"名称", "乡镇"},
                  .defaults = {{"township", "逍遥镇"}, {"status", "停业"}}};
  const auto values = [&](const std::vector<std::string>& cells) {
    return check_row(row_of(2, cells), mapping, registers().known, registers().own, today).values;
  };
  CHECK(values({"甲店", ""}).at("township") == "411622102");
  CHECK(values({"甲店", ""}).at("status") == "suspended");
  CHECK(values({"甲店", "奉母镇"}).at("township") == "411622103");
}

TEST_CASE("values without errors are an entity that the register takes") {
  SystemClock clock;
  SeededRandom random(1);
  UuidGenerator ids(clock, random);
  const CheckedRow row =
      check({"企业名称", "乡镇", "成立日期", "许可证号", "有效期", "发证机关", "标签", "信用等级", "分类来源",
             "风险分类日期"},
            {"甲店", "逍遥镇", "2020年5月1日", "JY1", "长期", "市监局", "特种设备使用", "B级", "省平台", "2026-01-01"});
  REQUIRE_FALSE(row.has(Severity::error));
  const Target target = target_of(row.values, registers().own, "名录.xlsx", ids);
  CHECK(target.township_code == "411622102");
  CHECK(target.established_on->text() == "2020-05-01");
  CHECK(target.licences.at(0).number == "JY1");
  CHECK(target.tags.size() == 1);
  RegisterWriter writer(registers().database, {*CivilDate::of(2026, 1, 1), {}, "test", "test"});
  CHECK(writer.insert(target));
  const CheckedRow person =
      check({"工号", "姓名", "性别", "执法证号", "发证日期", "有效期至", "专长", "执法领域", "发证机关"},
            {"7", "张三", "男", "1622", "2022-01-01", "2027-01-01", "食品、药品", "市场监管", "省司法厅"},
            Register::inspectors);
  const Inspector inspector = inspector_of(person.values, registers().own, "名单.csv", ids);
  CHECK(inspector.specialties.size() == 2);
  CHECK(inspector.certificates.size() == 1);
  CHECK(writer.insert(inspector));
}

TEST_CASE("every field has words for its header, and every choice words for its values") {
  for (const Register which : {Register::targets, Register::inspectors, Register::experts})
    for (const Field& field : fields_of(which)) {
      CAPTURE(field.key);
      CHECK_FALSE(header_words(which, field.key).empty());
      if (field.form == Form::choice)
        CHECK(value_of_word(field.words, usual_word(field.words, "no such value")) == std::nullopt);
    }
  CHECK(usual_word("sex", "male") == "男");
  CHECK(value_of_word("sex", "male") == "male");
}
