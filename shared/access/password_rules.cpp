#include "shared/access/password_rules.h"

#include <algorithm>
#include <set>

#include "shared/text/normal_form.h"
#include "shared/text/utf8.h"

namespace mingchou::access {
namespace {

// In lower case. Compared with the whole password and with what is left of it without digits and signs at its ends, so
// that "Password2026!" counts as "password". Short ones matter only in that second way.
constexpr std::string_view common[] = {"0123456789",
                                       "1234567890",
                                       "12345678910",
                                       "123456789a",
                                       "1234567891",
                                       "0987654321",
                                       "9876543210",
                                       "1122334455",
                                       "1234512345",
                                       "1q2w3e4r5t",
                                       "1qaz2wsx3edc",
                                       "1qaz@wsx#edc",
                                       "q1w2e3r4t5",
                                       "zaq12wsxcde3",
                                       "qwertyuiop",
                                       "qwerty",
                                       "qwert",
                                       "qwer",
                                       "asdfghjkl",
                                       "asdfgh",
                                       "asdf",
                                       "zxcvbnm",
                                       "zxcvbn",
                                       "zxcv",
                                       "qazwsxedc",
                                       "qazwsx",
                                       "qaz",
                                       "abcdefghij",
                                       "abcdefg",
                                       "abcdef",
                                       "abcd",
                                       "abc",
                                       "a1b2c3d4e5",
                                       "aa",
                                       "a",
                                       "aaa",
                                       "password",
                                       "passwd",
                                       "passw0rd",
                                       "p@ssw0rd",
                                       "p@ssword",
                                       "pass",
                                       "admin",
                                       "administrator",
                                       "root",
                                       "system",
                                       "manager",
                                       "master",
                                       "user",
                                       "guest",
                                       "test",
                                       "demo",
                                       "default",
                                       "changeme",
                                       "letmein",
                                       "welcome",
                                       "hello",
                                       "iloveyou",
                                       "secret",
                                       "login",
                                       "computer",
                                       "internet",
                                       "dragon",
                                       "monkey",
                                       "sunshine",
                                       "princess",
                                       "football",
                                       "baseball",
                                       "superman",
                                       "trustno",
                                       "woaini",
                                       "woaiwojia",
                                       "woaizhongguo",
                                       "zhongguo",
                                       "china",
                                       "beijing",
                                       "henan",
                                       "zhoukou",
                                       "xihua",
                                       "xihuaxian",
                                       "nihao",
                                       "mima",
                                       "wodemima",
                                       "caonima",
                                       "wangluo",
                                       "dianhua",
                                       "gongzuo",
                                       "shichang",
                                       "jianguan",
                                       "shichangjianguan",
                                       "zhifa",
                                       "jiancha",
                                       "mingchou",
                                       "suiji",
                                       "shuangsuiji",
                                       "choujian",
                                       "qwe",
                                       "asd",
                                       "zxc",
                                       "wang",
                                       "zhang",
                                       "liu",
                                       "chen",
                                       "yang",
                                       "zhao"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), lower);
  return result;
}

/// Without digits and ASCII signs at both ends.
std::string_view kernel_of(std::string_view text) {
  const auto is_kept = [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; };
  const auto first = std::ranges::find_if(text, is_kept);
  if (first == text.end()) return {};
  std::size_t end = text.size();
  while (!is_kept(text[end - 1])) --end;
  const auto begin = static_cast<std::size_t>(first - text.begin());
  return text.substr(begin, end - begin);
}

bool is_common(std::string_view password) {
  const std::string whole = lowered(password);
  // Nothing but digits and signs has little to guess, however long.
  const std::string_view kernel = kernel_of(whole);
  return kernel.empty() || std::ranges::contains(common, std::string_view(whole)) ||
         std::ranges::contains(common, kernel);
}

std::size_t distinct_characters(std::string_view password) {
  std::set<char32_t> seen;
  for (const char32_t c : text::CodePoints(password)) seen.insert(c);
  return seen.size();
}

/// Whether little but the login name is in it.
bool is_like_login(std::string_view password, std::string_view login) {
  constexpr std::size_t own_bytes_min = 8;
  std::string rest = lowered(password);
  const std::size_t at = login.empty() ? rest.npos : rest.find(login);
  if (at == rest.npos) return false;
  rest.erase(at, login.size());
  return rest.size() < own_bytes_min;
}

}  // namespace

Result<std::string> tidy_password(std::string_view typed) {
  if (typed.size() > password_input_bytes_max || typed.contains('\0')) return fail(Error("account.bad_password_text"));
  auto tidied = text::nfc(typed);
  if (!tidied) return fail(Error("account.bad_password_text"));
  return tidied;
}

Result<> check_new_password(std::string_view password, std::string_view login) {
  const std::size_t characters = text::count_code_points(password);
  if (characters < password_characters_min || characters > password_characters_max)
    return fail(Error("account.password_length")
                    .with("min", static_cast<long long>(password_characters_min))
                    .with("max", static_cast<long long>(password_characters_max)));
  if (is_common(password)) return fail(Error("account.password_common"));
  if (is_like_login(password, login)) return fail(Error("account.password_like_login"));
  if (distinct_characters(password) < password_distinct_min)
    return fail(Error("account.password_monotonous").with("min", static_cast<long long>(password_distinct_min)));
  return {};
}

}  // namespace mingchou::access
