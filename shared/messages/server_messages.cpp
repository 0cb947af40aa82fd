#include "shared/messages/tables.h"

namespace mingchou {

std::span<const Message> server_messages() {
  static constexpr Message table[] = {
      // Requests
      {"server.not_found", "没有找到“{path}”。请检查网址。", "Nothing is at \"{path}\". Check the address."},
      {"server.method_not_allowed", "这个网址不支持“{method}”操作。请从系统的页面上重新操作。",
       "This address does not take {method}. Start again from a page of the system."},
      {"server.bad_request", "请求的格式不正确，没有处理。请刷新页面后重试；如反复出现，请检查网络中的代理设备。",
       "The request is malformed and was not handled. Reload the page and try again; if it keeps happening, check the "
       "proxies on the network."},
      {"server.bad_target", "网址含有不允许的字符或路径，没有处理。请检查网址。",
       "The address holds characters or a path that are not allowed; it was not handled. Check the address."},
      {"server.target_too_long", "网址太长（最多 {bytes_max} 字节），没有处理。请缩短查询条件。",
       "The address is too long (at most {bytes_max} bytes) and was not handled. Shorten the query."},
      {"server.headers_too_large", "请求头太大，没有处理。请清除本站的浏览器数据后重试。",
       "The request's headers are too large and were not handled. Clear this site's data in the browser and try "
       "again."},
      {"server.length_required", "服务器不接受分块传输的数据，没有处理。请升级客户端。",
       "The server takes no chunked data; nothing was handled. Update the client."},
      {"server.body_encoded", "服务器不接受压缩的数据，没有处理。请升级客户端。",
       "The server takes no compressed data; nothing was handled. Update the client."},
      {"server.body_too_large", "发送的数据太大（最多 {bytes_max} 字节），没有保存。请减小后重试。",
       "What was sent is too large (at most {bytes_max} bytes) and was not saved. Make it smaller and try again."},
      {"server.request_too_slow", "网络太慢，请求没有在限定时间内传完，没有处理。请稍后在信号好的地方重试。",
       "The network is too slow: the request did not arrive in time and was not handled. Try again where the signal is "
       "better."},
      {"server.unknown_host", "服务器不接受以“{host}”访问。请使用管理员提供的网址；管理员可用 --host 添加名称。",
       "The server is not reached as \"{host}\". Use the address that the administrator gave; the administrator can "
       "add names with --host."},
      {"server.busy", "服务器正忙，这次操作没有保存。请稍候，系统会自动重试。",
       "The server is busy; this operation was not saved. Wait a moment: it is tried again."},
      {"server.disk_full",
       "服务器的磁盘已满，这次操作没有保存；之前已保存的数据完好。请告诉系统管理员清理服务器的磁盘，之后不必重启即可继"
       "续。",
       "The server's disk is full; this operation was not saved, what was saved before is intact. Tell the "
       "administrator to free space on the server: it goes on without a restart."},
      {"server.not_json", "发送的数据不是 JSON，没有处理。请升级客户端。",
       "What was sent is not JSON and was not handled. Update the client."},
      {"server.field_invalid", "字段“{field}”的值不正确，没有保存。请更正后重试。",
       "The value of field \"{field}\" is not valid; nothing was saved. Correct it and try again."},
      {"server.cross_site", "这个请求来自其他网站的页面，为安全起见没有处理。请从本系统的页面上操作。",
       "This request came from a page of another site and was not handled, for safety. Use the pages of this system."},
      {"server.unmarked_request",
       "请求缺少本系统页面的标记，为安全起见没有处理。请升级客户端，或从本系统的页面上操作。",
       "The request lacks the mark of this system's own pages and was not handled, for safety. Update the client, or "
       "use "
       "the pages of this system."},
      {"server.operation_differs",
       "编号 {op_id} 的操作已经保存过，但内容不同，这次没有保存。请升级客户端并告诉管理员。",
       "An operation {op_id} with other content was saved before; this one was not saved. Update the client and tell "
       "the "
       "administrator."},
      {"server.client_events_full",
       "服务器上的客户端报告已满（{count_max} 条），这一条没有保存。请管理员归档后再收集。",
       "The server holds as many client reports as it takes ({count_max}); this one was not saved. The administrator "
       "should archive them."},
      {"server.internal", "服务器内部出错，这次操作没有完成。请稍后重试；仍不行请把页面上的编号告诉管理员。",
       "The server failed inside; this operation was not done. Try again later; if it stays, give the administrator "
       "the number shown."},
      // Snapshots
      {"snapshot.building", "检查对象名录正在准备，还不能下载。请稍候，系统会自动重试。",
       "The target register is being prepared and can't be fetched yet. Wait a moment: it is tried again."},
      {"snapshot.superseded",
       "正在下载的检查对象名录已有新版本，旧版本不再提供。系统会改为下载新版本，已有的部分不必重下。",
       "The target register that was being fetched has a newer version and is no longer offered. The newer one is "
       "fetched instead; parts that are there already stay."},
      {"snapshot.row_too_large",
       "检查对象名录暂时不能下载：一条记录（{type}，编号 {id}）超过 {bytes_max} 字节。请管理员缩短这条记录的内容。",
       "The target register can't be fetched: one record ({type}, id {id}) has more than {bytes_max} bytes. The "
       "administrator should shorten it."},
      {"snapshot.too_large",
       "检查对象名录太大，不能整体下载（压缩后最多 {mib_max} MiB）。已下载的名录不受影响。请告诉系统维护人员。",
       "The target register is too large to be fetched as a whole (at most {mib_max} MiB compressed). Registers "
       "fetched before are not affected. Tell whoever maintains the system."},
      // The data folder
      {"data.locked", "没有启动：数据文件夹“{path}”正被另一个明抽进程（{pid}）使用。请先停止它，或换一个数据文件夹。",
       "Not started: another Mingchou process ({pid}) uses the data folder \"{path}\". Stop it first, or choose "
       "another "
       "folder."},
      {"data.not_a_folder", "“{path}”不是文件夹。请检查 --data。", "\"{path}\" is not a folder. Check --data."},
      {"data.not_writable", "没有权限写入“{path}”。请检查数据文件夹的所有者和权限，或用 --data 换一个。",
       "\"{path}\" can't be written for lack of permission. Check owner and mode of the data folder, or choose another "
       "with --data."},
      {"data.unusable", "数据文件夹“{path}”不能使用。请检查上级文件夹和磁盘，或用 --data 换一个。",
       "The data folder \"{path}\" can't be used. Check the folder above and the disk, or choose another with --data."},
      {"data.not_found", "数据文件夹“{path}”不存在。请检查 --data。",
       "The data folder \"{path}\" does not exist. Check --data."},
      {"data.no_database", "数据文件夹“{path}”里没有数据库 mingchou.db。请检查 --data 是否指错了文件夹。",
       "The data folder \"{path}\" holds no database mingchou.db. Check whether --data names the right folder."},
      // Start
      {"server.https_needed",
       "没有启动：“{address}”可从网络访问，但没有配置 HTTPS。平板上的离线工作、摄像头和定位只在 HTTPS 下可用，"
       "明文传输也会泄露登录和检查数据。请用 --tls-cert 和 --tls-key 指定平板信任的证书；只在本机试用时去掉 --address；"
       "确有必要用明文时加 --insecure-http。",
       "Not started: \"{address}\" is reachable from the network, but there is no HTTPS. Offline work, camera and "
       "position on tablets exist under HTTPS only, and plain HTTP gives away logins and inspection data. Name a "
       "certificate that the tablets trust with --tls-cert and --tls-key; leave out --address for this machine only; "
       "add --insecure-http if plain HTTP is really wanted."},
      {"server.https_missing",
       "警告：正以明文 HTTP 对网络提供服务。其他设备上不能离线工作，摄像头和定位不可用，传输的数据可被窃听。"
       "正式使用前请配置 --tls-cert 和 --tls-key。",
       "Warning: serving the network over plain HTTP. On other devices there is no offline work, camera or position, "
       "and the data can be read on the way. Set --tls-cert and --tls-key before real use."},
      {"server.tls_half", "证书和私钥要一起给出：请同时使用 --tls-cert 和 --tls-key。",
       "Certificate and key come together: give both --tls-cert and --tls-key."},
      {"server.tls_unreadable",
       "没有启动：读不出证书“{certificate}”或私钥“{key}”，或者两者不配套。请检查文件是否存在、是 PEM 格式、"
       "可被当前用户读取。",
       "Not started: the certificate \"{certificate}\" or the key \"{key}\" can't be read, or they don't belong "
       "together. Check that both files exist, are PEM and readable by this user."},
      {"server.port_busy", "没有启动：端口 {port} 已被另一个程序占用。请停止那个程序，或用 --port 换一个端口。",
       "Not started: another program uses port {port}. Stop it, or choose another port with --port."},
      {"server.stopped_listening",
       "服务器不再接受连接，已停止；已保存的数据完好。请重新启动；再次发生时，请把日志交给维护人员。",
       "The server could no longer take connections and stopped; what was saved is intact. Start it again; if it "
       "happens again, give the log to whoever maintains it."},
      {"server.port_forbidden", "没有启动：当前用户无权使用端口 {port}。请用 --port 选 1024 以上的端口。",
       "Not started: this user may not use port {port}. Choose one above 1024 with --port."},
      {"server.address_unusable", "没有启动：本机没有地址“{address}”。请检查 --address。",
       "Not started: this machine has no address \"{address}\". Check --address."},
      {"server.web_folder_missing", "没有启动：网页文件夹“{path}”不存在或不可读。请检查 --web。",
       "Not started: the folder of web pages \"{path}\" does not exist or can't be read. Check --web."},
      {"server.web_folder_too_large",
       "没有启动：网页文件夹“{path}”太大（最多 {files_max} 个文件、{mib_max} MiB）。请检查 --web 是否指错了文件夹。",
       "Not started: the folder of web pages \"{path}\" is too large (at most {files_max} files, {mib_max} MiB). Check "
       "whether --web names the right folder."},
      {"server.web_file_unreadable", "没有启动：读不出网页文件“{path}”。请检查文件权限。",
       "Not started: the web file \"{path}\" can't be read. Check its permissions."},
  };
  return table;
}

}  // namespace mingchou
