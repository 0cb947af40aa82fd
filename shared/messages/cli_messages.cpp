#include "shared/messages/tables.h"

namespace mingchou {

std::span<const Message> cli_messages() {
  static constexpr Message table[] = {
      {"cli.unknown_command", "不认识命令“{command}”。运行“mingchou --help”可查看全部命令。",
       "Unknown command \"{command}\". Run \"mingchou --help\" for the list of commands."},
      {"cli.unknown_flag", "不认识选项“{flag}”。运行“mingchou {command} --help”可查看全部选项。",
       "Unknown option \"{flag}\". Run \"mingchou {command} --help\" for the list of options."},
      {"cli.flag_without_value", "选项“{flag}”后面缺少值（{placeholder}）。",
       "Option \"{flag}\" lacks its value ({placeholder})."},
      {"cli.flag_with_value", "选项“{flag}”不带值。请去掉“=”及其后的内容。",
       "Option \"{flag}\" takes no value. Leave out \"=\" and what follows."},
      {"cli.flag_twice", "选项“{flag}”只能给出一次。", "Option \"{flag}\" may be given only once."},
      {"cli.flag_not_number", "选项“{flag}”的值“{value}”不对：应为 {min} 到 {max} 的整数。",
       "The value \"{value}\" of option \"{flag}\" is wrong: it must be a whole number from {min} to {max}."},
      {"cli.unexpected_argument", "多余的参数“{argument}”。运行“mingchou {command} --help”可查看用法。",
       "Unexpected argument \"{argument}\". Run \"mingchou {command} --help\" for usage."},
      {"cli.unknown_language", "不认识语言“{value}”：请用 zh 或 en。", "Unknown language \"{value}\": use zh or en."},
      {"cli.unknown_log_level", "不认识日志级别“{value}”：请用 debug、info、warning 或 error。",
       "Unknown log level \"{value}\": use debug, info, warning or error."},
      {"cli.set_aside_hint",
       "若没有可用的备份，运行“mingchou serve --data {data} --set-aside-damaged”：损坏的文件改名保留（不会删除），"
       "服务器以空数据库启动。",
       "Without a backup, run \"mingchou serve --data {data} --set-aside-damaged\": the damaged files are kept under "
       "another name (never deleted), and the server starts with an empty database."},
      {"cli.was_set_aside", "损坏的数据库已改名保留为“{path}”，以空数据库启动。请把该文件交给维护人员恢复。",
       "The damaged database is kept as \"{path}\"; starting with an empty one. Give that file to whoever can recover "
       "it."},
      {"cli.nothing_damaged", "数据库“{path}”没有损坏，未作改动。",
       "The database \"{path}\" is sound; nothing was set aside."},
      {"cli.check_version", "数据版本：{version}", "Data version: {version}"},
      {"cli.check_in_use", "数据文件夹正被进程 {pid} 使用，检查照常进行。",
       "Process {pid} uses the data folder; checking all the same."},
      {"cli.check_damage", "损坏：{finding}", "Damage: {finding}"},
      {"cli.check_loose_mode", "权限过宽，其他用户可以访问：{path}", "Open to other users: {path}"},
      {"cli.check_failed", "数据文件夹“{path}”有损坏。请停止服务器，保留全部文件，从最近的备份恢复。",
       "The data folder \"{path}\" is damaged. Stop the server, keep every file, and restore the latest backup."},
      {"cli.check_modes", "数据完好，但“{path}”的权限过宽。请运行 chmod -R go= “{path}”。",
       "The data are sound, but the modes in \"{path}\" are too wide. Run chmod -R go= \"{path}\"."},
      {"cli.check_passed", "数据文件夹“{path}”完好。", "The data folder \"{path}\" is sound."},
      // Help
      {"cli.help.overview", "明抽：双随机、一公开监管系统。用法：mingchou 命令 [选项]",
       "Mingchou: the system for double random inspections. Usage: mingchou COMMAND [OPTIONS]"},
      {"cli.help.more", "“mingchou 命令 --help”显示该命令的全部选项。选项后方括号中是对应的环境变量。",
       "\"mingchou COMMAND --help\" shows all options of a command. The environment variable stands in brackets."},
      {"cli.help.default", "（默认 {value}）", " (default {value})"},
      {"cli.help.serve", "启动服务器", "start the server"},
      {"cli.help.check", "检查数据文件夹是否完好", "check whether a data folder is sound"},
      {"cli.help.set_aside_damaged", "数据库损坏时改名保留，以空数据库启动",
       "keep a damaged database under another name and start with an empty one"},
      {"cli.help.version", "显示版本", "show the version"},
      {"cli.help.lang", "语言：zh 中文，en 英文；不给时按系统语言", "language: zh Chinese, en English; else by locale"},
      {"cli.help.help", "显示本帮助", "show this help"},
      {"cli.help.data", "数据文件夹", "data folder"},
      {"cli.help.address", "监听地址；0.0.0.0 表示所有网络（需要证书）",
       "address to listen on; 0.0.0.0 for every network (needs a certificate)"},
      {"cli.help.port", "端口；0 表示任选一个", "port; 0 picks a free one"},
      {"cli.help.host", "允许访问的主机名，可多次给出；不给时本机地址只接受本机名称，其他地址不限",
       "host name under which the server is reached, may be repeated; without it a loopback address takes loopback "
       "names only, others any"},
      {"cli.help.tls_cert", "HTTPS 证书（PEM，含中间证书）", "HTTPS certificate (PEM, with intermediates)"},
      {"cli.help.tls_key", "HTTPS 私钥（PEM）", "HTTPS key (PEM)"},
      {"cli.help.insecure_http", "允许以明文 HTTP 对网络提供服务（不建议）",
       "serve a network over plain HTTP (not advised)"},
      {"cli.help.web", "网页文件夹；不给时用安装位置中的", "folder of web pages; the installed one if not given"},
      {"cli.help.threads", "同时服务的连接数", "connections served at once"},
      {"cli.help.head_timeout", "请求头的时限（毫秒）", "time for a request's head, in milliseconds"},
      {"cli.help.body_timeout", "请求数据的时限（毫秒），大的数据另加",
       "time for a request's body, in milliseconds; large ones get more"},
      {"cli.help.idle_timeout", "空闲连接保留的时间（毫秒）", "how long an idle connection is kept, in milliseconds"},
      {"cli.help.log_level", "日志级别：debug、info、warning、error", "log level: debug, info, warning, error"},
      {"cli.help.demo", "写入虚构的演示县数据", "Load the invented demo county"},
      {"cli.help.demo_targets", "检查对象户数", "number of inspection targets"},
      {"cli.help.demo_seed", "随机种子：同一种子得到同一份数据", "seed: the same seed gives the same county"},
      {"cli.help.demo_replace", "已有数据时改名保留，再写入演示数据", "set registers that are there aside and load"},
  };
  return table;
}

}  // namespace mingchou
