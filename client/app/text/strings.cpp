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
    {Text::home_title, "首页", "Home"},
    {Text::targets_title, "检查对象", "Targets"},
    {Text::target_title, "检查对象", "Target"},
    {Text::storage_title, "本机存储", "This device"},
    {Text::settings_title, "设置", "Settings"},
    {Text::navigation, "主导航", "Main navigation"},
    {Text::close, "关闭", "Close"},
    {Text::subject, "双随机、一公开", "Random inspections"},
    {Text::brand_mark, "明", "M"},
    {Text::back, "返回", "Back"},
    {Text::cancel, "取消", "Cancel"},
    {Text::home_short, "首页", "Home"},
    {Text::targets_short, "对象", "Targets"},
    {Text::departments_short, "部门", "Depts"},
    {Text::storage_short, "本机", "Device"},
    {Text::settings_short, "设置", "Settings"},
    {Text::settings_look, "外观", "Appearance"},
    {Text::settings_version, "版本与更新", "Version and updates"},
    {Text::settings_about, "关于", "About"},
    {Text::language_name, "语言", "Language"},
    {Text::language_chinese, "简体中文", "简体中文 (Chinese)"},
    {Text::language_english, "English（英文）", "English"},
    {Text::theme_name, "主题", "Theme"},
    {Text::theme_system, "跟随系统", "As the device"},
    {Text::theme_light, "浅色", "Light"},
    {Text::theme_dark, "深色", "Dark"},
    {Text::size_name, "字号", "Text size"},
    {Text::size_standard, "标准", "Standard"},
    {Text::size_large, "大", "Large"},
    {Text::size_larger, "特大", "Larger"},
    {Text::size_preview, "文字、按钮和间距会一起放大，现在看到的就是所选的大小。",
     "Text, buttons and spaces grow together; this is the size that you have chosen."},
    {Text::version_name, "当前版本", "This version"},
    {Text::version_unknown, "未知", "unknown"},
    {Text::offline_name, "离线使用", "Without network"},
    {Text::offline_preparing, "正在保存到本机，保存好以前请不要断网",
     "Being kept on this device; stay online until it is done"},
    {Text::offline_ready, "没有网络也能打开和使用", "Opens and works without network"},
    {Text::offline_unavailable, "没能保存到本机，没有网络时打不开",
     "Could not be kept on this device: it will not open without network"},
    {Text::update_none, "没有等待安装的新版本", "No newer version is waiting"},
    {Text::update_check, "检查更新", "Look for updates"},
    {Text::update_ready, "新版本 {version} 已下载好，安装只要几秒，已保存的内容不受影响",
     "Version {version} is here; taking it takes seconds and touches nothing that you saved"},
    {Text::update_apply, "立即更新", "Update now"},
    {Text::update_set_aside, "版本 {version} 之前停用了，可以再试一次",
     "Version {version} was set aside; you can try it again"},
    {Text::update_previous, "上一个版本 {version} 还保留在本机",
     "The previous version {version} is still on this device"},
    {Text::update_roll_back, "回到上一个版本", "Go back to it"},
    {Text::roll_back_title, "回到上一个版本？", "Go back to the previous version?"},
    {Text::roll_back_words, "页面会重新打开。已保存的内容不受影响，以后有更新的版本时会再提示。",
     "The page opens anew. Nothing that you saved is touched, and a later version will be offered again."},
    {Text::about_words, "明抽：县级“双随机、一公开”抽查的公开、可验证的系统。",
     "Mingchou: open and verifiable random inspections for a county."},
    {Text::licences_title, "开源许可", "Open source licences"},
    {Text::licences_detail, "本应用包含的他人作品", "Works of others in this app"},
    {Text::licences_words, "明抽以 MIT 许可发布，并包含以下作品：",
     "Mingchou is released under the MIT licence. It contains these works:"},
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
    {Text::storage_opening, "正在打开本机数据……", "Opening the data on this device…"},
    {Text::storage_elsewhere_title, "本机数据正在另一个标签页中使用", "The data are in use in another tab"},
    {Text::storage_elsewhere_advice,
     "同一时间只有一个标签页能读写本机数据。可以回到那个标签页继续，也可以改在这里使用：那边会先保存好再让出来。",
     "One tab at a time reads and writes the data on this device. Go back to that tab, or use them here: the other "
     "saves everything first and then gives them up."},
    {Text::storage_released_title, "本机数据已转到另一个标签页", "The data went to another tab"},
    {Text::storage_released_advice, "这里的内容已全部保存。要在这个标签页继续，请点“在此使用”。",
     "Everything entered here was saved. To go on in this tab, choose “Use here”."},
    {Text::storage_use_here, "在此使用", "Use here"},
    {Text::storage_quarantined_title, "本机有一个数据文件的标记已损坏", "The label of a data file is damaged"},
    {Text::storage_quarantined_database_there,
     "主数据文件还在，但损坏的那个可能含有最近保存的内容。它会原样保留。请先告诉维护人员；继续使用则看不到其中的内容。",
     "The main data file is there, but the damaged one may hold what was saved last. It stays as it is. Tell whoever "
     "maintains this first; going on means without its content."},
    {Text::storage_quarantined_database_gone,
     "它很可能就是主数据文件。它会原样保留，维护人员也许能恢复。继续使用则从空白数据开始，看不到以前的记录。",
     "It is probably the main data file. It stays as it is and may be recovered. Going on means to begin with empty "
     "data, without any earlier record."},
    {Text::storage_go_on_without, "不要它，继续使用", "Go on without it"},
    {Text::storage_failed_title, "本机数据打不开", "The data on this device can't be opened"},
    {Text::job_download, "下载检查对象名录", "Downloading the target register"},
    {Text::job_index, "整理检查对象名录", "Preparing the target register"},
    {Text::job_clean, "清理旧名录", "Removing the old register"},
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
