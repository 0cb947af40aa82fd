// Who may what, login names, and what a password must be.
#include <doctest/doctest.h>

#include <map>
#include <set>

#include "shared/access/grants.h"
#include "shared/access/password_rules.h"
#include "shared/access/profile.h"
#include "shared/access/register_fields.h"

using namespace mingchou;
using namespace mingchou::access;

namespace {

/// A cell's letter: '-' nothing, 'p' published, 'c' counts, 'w' without personal data, 'a' after the window, 'o' own,
/// 'A' all.
Scope scope_from(char letter) {
  static const std::map<char, Scope> letters = {
      {'-', Scope::none},         {'p', Scope::published}, {'c', Scope::counts}, {'w', Scope::without_personal_data},
      {'a', Scope::after_window}, {'o', Scope::own},       {'A', Scope::all}};
  return letters.at(letter);
}

struct Row {
  Action action;
  // system administrator, joint-meeting office, department administrator, inspector, reviewer, auditor, county viewer,
  // public
  const char* cells;
};

// Written down from the decision, not from the code.
constexpr Row matrix[] = {
    {Action::registers_read, "-AoooAw-"},   {Action::registers_write, "--o-----"},
    {Action::risk_read, "-Ao--A--"},        {Action::departments_write, "AA------"},
    {Action::tags_write, "-Ao-----"},       {Action::item_lists_read, "-AoAAAAp"},
    {Action::item_lists_write, "--o-----"}, {Action::joint_list_write, "-A------"},
    {Action::plans_read, "-AoAAAAp"},       {Action::plans_propose, "--o-----"},
    {Action::plans_write, "-A------"},      {Action::plans_approve, "-A------"},
    {Action::draw_read, "-AoaAAAp"},        {Action::draw_hold, "-Ao-----"},
    {Action::draw_audit, "-----A--"},       {Action::checks_read, "-AoooAc-"},
    {Action::checks_write, "---o----"},     {Action::checks_reassign, "--o-----"},
    {Action::publication_read, "-Ao-oAAp"}, {Action::publication_write, "--o-o---"},
    {Action::users_read, "A-o-----"},       {Action::users_write, "A-o-----"},
    {Action::audit_read, "AAo-oA--"},       {Action::log_read, "AAAAAAAA"},
};

const std::string long_text(600, 'x');

}  // namespace

TEST_CASE("every cell of the matrix of roles and actions is as decided, and none is missing") {
  std::set<Action> seen;
  for (const Row& row : matrix) {
    CAPTURE(text_of(row.action));
    CHECK(seen.insert(row.action).second);
    for (const Role role : all_roles) {
      CAPTURE(text_of(role));
      CHECK(text_of(scope_of(role, row.action)) == text_of(scope_from(row.cells[static_cast<std::size_t>(role)])));
    }
    CHECK(text_of(scope_of_public(row.action)) == text_of(scope_from(row.cells[all_roles.size()])));
  }
  CHECK(seen.size() == action_count);
}

TEST_CASE("the table of grants has each pair once and grants nothing empty") {
  std::set<std::pair<Role, Action>> pairs;
  for (const Grant& grant : grants()) {
    CHECK(pairs.emplace(grant.role, grant.action).second);
    CHECK(grant.scope != Scope::none);
    CHECK(grant.scope != Scope::published);
  }
}

TEST_CASE("a field of a register is for the roles that the decision names") {
  struct Case {
    const char *entity, *field;
    /// In the order of the matrix above, without the public.
    const char* roles;
  };
  for (const Case& c : {
           Case{"target", "name", "-yyyyyy"},
           Case{"target", "contact_phone", "-yyyyy-"},
           Case{"target", "address", "-yyyyy-"},
           Case{"target", "risk_class", "-yy--y-"},
           Case{"target", "risk_on", "-yy--y-"},
           Case{"inspector", "name", "-yyyyy-"},
           Case{"inspector", "staff_number", "-yyyyyy"},
           Case{"expert", "phone", "-yyyyy-"},
           Case{"recusal", "reason", "-yyyyy-"},
           Case{"training", "topic", "-yyyyyy"},
           Case{"department", "phone", "yyyyyyy"},
           Case{"user", "name", "yyyyyyy"},
       })
    for (const Role role : all_roles) {
      CAPTURE(c.entity);
      CAPTURE(c.field);
      CAPTURE(text_of(role));
      CHECK(may_see_field(role, c.entity, c.field) == (c.roles[static_cast<std::size_t>(role)] == 'y'));
    }
}

TEST_CASE("names of roles come back, and others are none") {
  for (const Role role : all_roles) CHECK(role_from(text_of(role)) == role);
  for (const char* other : {"", "admin", "Inspector", "inspector "}) CHECK_FALSE(role_from(other));
}

TEST_CASE("login names are brought into one form, and what has none is refused") {
  CHECK(tidy_login("zhang.san") == "zhang.san");
  CHECK(tidy_login("  ZHANG_San-2 ") == "zhang_san-2");
  CHECK(tidy_login("ｚｈａｎｇ１") == "zhang1");
  CHECK(tidy_login(std::string(32, 'a')) == std::string(32, 'a'));
  for (const char* bad : {"", "a", ".a", "-a", "张三", "a b", "a@b", "a\nb", "(program)"}) CHECK_FALSE(tidy_login(bad));
  CHECK_FALSE(tidy_login(std::string(33, 'a')));
  CHECK_FALSE(tidy_login(long_text));
}

TEST_CASE("a profile is checked with the sentence that fits") {
  Profile good{.login = "zhang", .name = " 张 三 ", .role = Role::auditor, .department_id = {}};
  CHECK(check_profile(good).value().name == "张 三");
  const auto code = [](Profile profile) {
    const auto checked = check_profile(std::move(profile));
    return checked ? std::string() : checked.error().code;
  };
  CHECK(code({"张三", "张三", Role::auditor, {}}) == "account.bad_login");
  CHECK(code({"zhang", "  ", Role::auditor, {}}) == "account.bad_name");
  CHECK(code({"zhang", "\xff", Role::auditor, {}}) == "account.bad_name");
  CHECK(code({"zhang", long_text, Role::auditor, {}}) == "account.bad_name");
  for (const Role role : all_roles) {
    CHECK(code({"zhang", "张三", role, {}}) == (needs_department(role) ? "account.department_needed" : ""));
    CHECK(code({"zhang", "张三", role, DepartmentId{}}).empty());
  }
}

TEST_CASE("new passwords: long enough, not common, not the login name, not one character again and again") {
  const auto code = [](std::string_view password) {
    const auto checked = check_new_password(password, "zhangsan");
    return checked ? std::string() : checked.error().code;
  };
  for (const char* good : {"correct horse", "一二三四五六七八九十", "x7-kq-29-vv", "zhangsan-fahrrad-9"}) {
    CAPTURE(good);
    CHECK(code(good).empty());
  }
  struct Case {
    std::string password;
    const char* code;
  };
  const Case cases[] = {
      {"", "account.password_length"},
      {"short 123", "account.password_length"},
      {std::string(129, 'x'), "account.password_length"},
      {"一二三四五六七八九", "account.password_length"},
      {"1234567890", "account.password_common"},
      {"Password2026!", "account.password_common"},
      {"2026password", "account.password_common"},
      {"admin@12345", "account.password_common"},
      {"Qwertyuiop", "account.password_common"},
      {"woaini1314520", "account.password_common"},
      {"8765432109", "account.password_common"},
      {"zhangsan123", "account.password_like_login"},
      {"12ZhangSan34", "account.password_like_login"},
      {"abababababab", "account.password_monotonous"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.password);
    CHECK(code(c.password) == c.code);
  }
}

TEST_CASE("two ways to compose a character are one password, and bytes that are no text are none") {
  CHECK(tidy_password("caf\u00e9-passwort").value() == tidy_password("cafe\u0301-passwort").value());
  for (const std::string& bad : {std::string("\xff\xfe"), std::string("a\0b", 3), long_text})
    CHECK(tidy_password(bad).error().code == "account.bad_password_text");
  CHECK(tidy_password(std::string(password_input_bytes_max, 'x')));
}
