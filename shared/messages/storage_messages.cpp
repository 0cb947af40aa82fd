#include "shared/messages/tables.h"

namespace mingchou {

// The data on a tablet: files of the browser (client/app/storage).
std::span<const Message> storage_messages() {
  static constexpr Message table[] = {
      {"storage.not_offered",
       "浏览器不让网页在本机保存数据，因此不能离线录入。请用 https "
       "网址打开，不要用无痕（隐私）窗口，并使用新版浏览器。",
       "The browser lets this page keep no data on the device, so nothing can be entered offline. Open it by its https "
       "address, in no private window, with a current browser."},
      {"storage.held_by_silent_tab",
       "本机数据正被另一个标签页占用，而它没有回应。请关闭其他打开明抽的标签页和窗口，再点“重试”；数据没有改动。",
       "Another tab holds the data on this device and does not answer. Close all other tabs and windows with Mingchou, "
       "then try again; nothing was changed."},
      {"storage.files_busy",
       "浏览器还没有放开本机的数据文件，等了 10 秒仍打不开。请稍后重试；还不行请重启浏览器，数据没有改动。",
       "The browser still holds the data files after ten seconds. Try again in a moment; if that does not help, "
       "restart "
       "the browser. Nothing was changed."},
      {"storage.unreadable",
       "读不到本机的数据文件，因此没有打开，也没有作任何改动。请重试；还不行请重启设备，不要清除浏览器数据。",
       "The data files on this device can't be read, so nothing was opened or changed. Try again; if that does not "
       "help, restart the device. Do not clear the browser's data."},
      {"storage.no_space", "本机空间不足，建不了数据文件，因此还不能录入。已保存的数据完好；请清理空间后重试。",
       "There is no space on this device for the data files, so nothing can be entered yet. What was saved is intact; "
       "free some space and try again."},
      {"storage.self_test_failed",
       "本机存储没有通过自检：写进去的内容没有原样读回来。为免丢失，先不要录入。请重试；再不通过请换设备，并告诉维护人"
       "员。",
       "The storage of this device failed its self-test: what was written did not come back. Enter nothing, lest it be "
       "lost. Try again; if it fails once more, use another device and tell whoever maintains this."},
      {"storage.key_missing",
       "本机的加密数据还在，但打开它的密钥不见了，可能是浏览器清理过数据。"
       "数据未作任何改动；请不要再清除浏览器数据，并联系维护人员。",
       "The encrypted data are still on this device, but the key to them is gone; the browser may have cleared it. "
       "Nothing was changed. Don't clear the browser's data, and tell whoever maintains this."},
      {"storage.key_unusable",
       "本机的加密数据还在，但密钥已损坏，打不开。数据和密钥都未作任何改动；请不要清除浏览器数据，并联系维护人员。",
       "The encrypted data are still on this device, but their key is damaged. Neither was changed. Don't clear the "
       "browser's data, and tell whoever maintains this."},
      {"storage.key_not_kept",
       "浏览器没能保存或读出数据密钥，因此没有打开数据，也没有作任何改动。请重试；还不行请重启浏览器。",
       "The browser could not keep or read the key to the data, so nothing was opened or changed. Try again; if that "
       "does not help, restart the browser."},
  };
  return table;
}

}  // namespace mingchou
