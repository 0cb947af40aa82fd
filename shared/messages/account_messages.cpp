#include "shared/messages/tables.h"

namespace mingchou {

std::span<const Message> account_messages() {
  static constexpr Message table[] = {
      // Signing in
      {"account.sign_in_needed", "请先登录，再进行这项操作。", "Sign in first, then do this again."},
      {"account.session_ended", "登录已失效（超时、已退出或被管理员终止），这次操作没有完成。请重新登录。",
       "The session has ended (time-out, sign-out, or ended by an administrator); nothing was done. Sign in again."},
      {"account.sign_in_refused",
       "登录没有成功：用户名或密码不正确，或者账号已停用、初始密码已过期。请检查后重试；仍不行请联系管理员。",
       "Not signed in: the login name or the password is wrong, or the account is disabled, or its initial password "
       "has "
       "expired. Check and try again; if it stays, ask the administrator."},
      {"account.too_many_attempts", "登录失败次数太多，暂停登录 {seconds} 秒。请稍候再试；忘记密码请联系管理员重设。",
       "Too many failed attempts: signing in is paused for {seconds} seconds. Wait, then try again; if the password is "
       "forgotten, the administrator sets a new one."},
      {"account.second_factor_needed", "密码正确，还需要动态验证码。请输入手机验证器上的 6 位数字，或一个恢复码。",
       "The password is right; a code is needed as well. Enter the six digits of the authenticator app, or a recovery "
       "code."},
      {"account.second_factor_wrong", "验证码不正确或已经用过，没有完成。请等下一个验证码出现后输入；手机时间要准确。",
       "The code is wrong or was used before; nothing was done. Enter the next one; the telephone's clock must be "
       "right."},
      {"account.password_wrong", "当前密码不正确，没有作任何更改。请重新输入。",
       "The present password is wrong; nothing was changed. Enter it again."},
      {"account.password_change_needed", "您正在使用初始密码。请先设置自己的密码，之后才能进行其他操作。",
       "This is an initial password. Set your own first; everything else waits until then."},
      {"account.not_allowed", "您的角色没有这项权限，没有执行。如工作需要，请联系管理员调整角色。",
       "Your role may not do this; nothing was done. If your work needs it, ask the administrator for another role."},
      {"account.own_rights",
       "不能通过用户管理更改自己的角色、部门、状态或密码，没有更改。密码请在“我的账号”中修改，其余请另一位管理员操作。",
       "Nobody changes their own role, department, status or password in the list of users; nothing was changed. "
       "Change "
       "the password in your own account, and ask another administrator for the rest."},
      // Passwords
      {"account.bad_password_text", "密码含有无法识别的字符或太长，没有处理。请换一个密码。",
       "The password holds characters that are no text, or is too long; it was not taken. Choose another."},
      {"account.password_length", "密码没有更改：新密码要有 {min} 到 {max} 个字符。建议用几个互不相关的词组成。",
       "The password was not changed: it must have {min} to {max} characters. A few unrelated words do well."},
      {"account.password_common", "密码没有更改：这个密码太常见，很容易被猜到。请换一个只有自己知道的。",
       "The password was not changed: it is one that everybody tries first. Choose one that only you know."},
      {"account.password_like_login", "密码没有更改：新密码和用户名太像，很容易被猜到。请换一个。",
       "The password was not changed: it is too much like the login name. Choose another."},
      {"account.password_monotonous", "密码没有更改：新密码至少要有 {min} 种不同的字符。请换一个。",
       "The password was not changed: it must have at least {min} different characters. Choose another."},
      {"account.password_same", "密码没有更改：新密码和当前密码相同。请换一个。",
       "The password was not changed: it is the present one. Choose another."},
      // Users
      {"account.bad_login",
       "没有保存：用户名要有 {min} 到 {max} 个小写字母、数字、点、下划线或连字符，以字母或数字开头。",
       "Not saved: a login name has {min} to {max} lower-case letters, digits, dots, underscores or hyphens, and "
       "begins "
       "with a letter or digit."},
      {"account.bad_name", "没有保存：请填写姓名，最多 {max} 个字。",
       "Not saved: enter a name of at most {max} characters."},
      {"account.department_needed", "没有保存：角色“{role}”必须属于一个部门。请选择部门。",
       "Not saved: the role \"{role}\" needs a department. Choose one."},
      {"account.unknown_department", "没有保存：所选部门不存在或已撤销。请重新选择部门。",
       "Not saved: the department does not exist or has ended. Choose another."},
      {"account.inspector_role",
       "没有保存：只有“检查人员”角色的账号才能对应名录库中的检查人员。请改选角色，或去掉对应。",
       "Not saved: only an account with the role of inspectors belongs to somebody in the register of inspectors. "
       "Choose that role, or leave it out."},
      {"account.unknown_inspector", "没有保存：所选检查人员不在该部门的名录库中。请重新选择。",
       "Not saved: the inspector does not stand in that department's register. Choose another."},
      {"account.inspector_taken", "没有保存：所选检查人员已对应用户“{login}”（停用的账号也算）。请先在那个用户处去掉。",
       "Not saved: the inspector belongs to the user {login} already (disabled accounts count). Take it off there "
       "first."},
      {"account.login_taken", "没有保存：用户名“{login}”已有人使用（停用的账号也算）。请换一个。",
       "Not saved: the login name \"{login}\" is taken (disabled accounts count). Choose another."},
      {"account.unknown_user", "没有找到这个用户，没有作任何更改。请刷新用户列表。",
       "There is no such user; nothing was changed. Reload the list of users."},
      {"account.unknown_login", "没有用户名为“{login}”的用户。运行“mingchou user list”可查看全部用户。",
       "No user has the login name \"{login}\". \"mingchou user list\" shows them all."},
      {"account.changed_meanwhile", "没有保存：这个用户刚被别人修改过。请刷新后核对，再重新修改。",
       "Not saved: somebody else has changed this user meanwhile. Reload, compare, and change it again."},
      {"account.revision_needed", "没有保存：请求没有带上所改内容的版本（If-Match）。请升级客户端。",
       "Not saved: the request does not say which version it changes (If-Match). Update the client."},
      {"account.last_administrator", "没有更改：这是最后一位可用的系统管理员。请先设置另一位系统管理员。",
       "Nothing was changed: this is the last active system administrator. Make another one first."},
      // Second factor
      {"account.second_factor_exists", "已经启用了动态验证码，没有更改。要换手机，请先停用再重新启用。",
       "The second factor is set up already; nothing was changed. For another telephone, remove it first and set it up "
       "again."},
      {"account.no_second_factor", "还没有开始设置动态验证码，没有更改。请从设置的第一步开始。",
       "Setting up the second factor has not begun; nothing was changed. Start with its first step."},
  };
  return table;
}

}  // namespace mingchou
