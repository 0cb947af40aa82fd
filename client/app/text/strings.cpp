#include "client/app/text/strings.h"

#include <array>
#include <cstddef>

namespace mingchou::client {
namespace {

struct Entry {
  Text key;
  std::string_view chinese;
  std::string_view english;
};

constexpr auto key_count = static_cast<std::size_t>(Text::count);

constexpr std::array<Entry, key_count> table{{
    {Text::product_name, "明抽", "Mingchou"},
    {Text::county_and_subject, "西华县“双随机、一公开”", "Xihua County random inspections"},
    {Text::home_title, "首页", "Home"},
    {Text::targets_title, "检查对象", "Targets"},
    {Text::target_title, "检查对象", "Target"},
    {Text::storage_title, "本机存储", "Storage"},
    {Text::settings_title, "设置", "Settings"},
    {Text::navigation, "主导航", "Main navigation"},
    {Text::departments_title, "部门", "Departments"},
    {Text::departments_summary, "{departments} 个部门 · {inspectors} 名执法人员 · {targets} 个检查对象",
     "{departments} departments · {inspectors} inspectors · {targets} targets"},
    {Text::department_column, "部门名称", "Department"},
    {Text::kind_column, "性质", "Kind"},
    {Text::inspectors_column, "执法人员", "Inspectors"},
    {Text::targets_column, "检查对象", "Targets"},
    {Text::department_row, "{name}，{kind}，执法人员 {inspectors} 名，检查对象 {targets} 个",
     "{name}, {kind}, {inspectors} inspectors, {targets} targets"},
    {Text::department_figures, "执法人员 {inspectors} · 检查对象 {targets}",
     "{inspectors} inspectors · {targets} targets"},
    {Text::kind_joint_meeting_office, "联席会议办公室", "Joint office"},
    {Text::kind_bureau, "县直部门", "Bureau"},
    {Text::kind_branch, "分局", "Branch"},
    {Text::kind_other, "其他", "Other"},
    {Text::loading_departments, "正在读取部门……", "Loading departments…"},
    {Text::no_departments, "还没有部门", "No departments yet"},
    {Text::no_departments_advice, "管理员登记部门之后，这里会列出来。",
     "They will be listed here once the administrator has entered them."},
    {Text::offline_title, "连不上服务器", "The server can't be reached"},
    {Text::error_title, "没有读到部门", "The departments could not be read"},
    {Text::retry, "重试", "Try again"},
}};

constexpr bool in_order_and_complete() {
  for (std::size_t i = 0; i < key_count; ++i)
    if (static_cast<std::size_t>(table[i].key) != i || table[i].chinese.empty() || table[i].english.empty())
      return false;
  return true;
}
static_assert(in_order_and_complete(), "every key of Text needs its line, in the order of the enumeration");

}  // namespace

std::string_view text(Text key, Language language) {
  const Entry& entry = table[static_cast<std::size_t>(key)];
  return language == Language::chinese ? entry.chinese : entry.english;
}

std::string text(Text key, Language language, std::initializer_list<Replacement> replacements) {
  const std::string_view pattern = text(key, language);
  std::string filled;
  for (std::size_t i = 0; i < pattern.size();) {
    const std::size_t close = pattern[i] == '{' ? pattern.find('}', i) : std::string_view::npos;
    if (close == std::string_view::npos) {
      filled += pattern[i++];
      continue;
    }
    const std::string_view name = pattern.substr(i + 1, close - i - 1);
    for (const Replacement& replacement : replacements)
      if (replacement.name == name) filled += replacement.value;
    i = close + 1;
  }
  return filled;
}

std::string grouped(long long number) {
  std::string digits = std::to_string(number);
  const std::size_t first = digits.starts_with('-') ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) digits.insert(at -= 3, ",");
  return digits;
}

}  // namespace mingchou::client
