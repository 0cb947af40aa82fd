#include "shared/messages/tables.h"

namespace mingchou {

std::span<const Message> client_messages() {
  static constexpr Message table[] = {
      {"client.no_date", "“{text}”不是日期。请按 2026-01-31 的格式填写。",
       "\"{text}\" is no date. Write it as 2026-01-31."},
      {"client.offline", "请检查网络连接，然后重试。\n如果别的网页能打开，可能是服务器停了：请告诉管理员。",
       "Check the network connection and try again. If other pages open, the server may be down: tell the "
       "administrator."},
      {"client.timeout", "服务器太久没有回答，可能是网络太慢。请稍后重试。",
       "The server took too long to answer; the network may be slow. Try again later."},
      {"client.answer_too_large", "服务器的回答大得不正常，没有读取。请把这件事告诉管理员。",
       "The server's answer is larger than any should be and was not read. Tell the administrator."},
      {"client.file_gone",
       "读不到这个文件：可能已被移动、改名、修改或删除，没有上传。请重新选择文件；如果它正在 Excel 或 WPS "
       "中打开，请先保存并关闭。",
       "The file can't be read: it may have been moved, renamed, changed or deleted; nothing was uploaded. Choose it "
       "again; if it is open in Excel or WPS, save and close it first."},
      {"client.strange_answer", "看不懂服务器的回答，可能是刚刚升级过。请刷新网页；还不行请告诉管理员。",
       "The server's answer makes no sense; it may just have been updated. Reload the page; if that does not help, "
       "tell the administrator."},
      {"client.refused", "服务器没有接受请求（状态码 {status}）。请稍后重试；还不行请告诉管理员。",
       "The server refused the request (status {status}). Try again later; if that does not help, tell the "
       "administrator."},
      {"client.damaged_font", "字体文件损坏，无法显示文字。请刷新网页。",
       "The font file is damaged, so no text can be shown. Reload the page."},
      {"client.no_graphics",
       "浏览器没有提供图形加速（WebGL 2），无法显示页面。请换用新版浏览器，或在设置中打开硬件加速。",
       "The browser offers no graphics (WebGL 2), so the page can't be drawn. Use a current browser, or turn on "
       "hardware acceleration in its settings."},
  };
  return table;
}

}  // namespace mingchou
