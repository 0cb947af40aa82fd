// Forms: a column of fields, each with its label above and below it a hint, or what is wrong with it. Screens own the
// values; what is typed is theirs at once (text_field.h).
//
//   Form form(ui, column, "sign_in");                              // the browser's own <form>: password managers look
//   for it form.text({.id = "sign_in.login", .label = …}, state.login); form.password({.id = "sign_in.password", .label
//   = …}, state.password); if (form.submit({.label = …, .is_under_way = model.sign_in.is_under_way})) actions…
//   form.end();
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "client/app/ui/buttons.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/text_field.h"

namespace mingchou::client {

struct FormField {
  std::string id;
  std::string_view label;
  FieldKind kind = FieldKind::text;
  EnterKey enter = EnterKey::next;
  int characters_max = 200;
  std::string_view placeholder = {};
  /// Below the field, while nothing is wrong.
  std::string_view help = {};
  /// What is wrong; empty if nothing is. The box says so too.
  std::string_view error = {};
  /// What a password manager may put in; see FieldOptions.
  std::string_view autocomplete = "off";
  unsigned subject = 0;
};

struct FormPassword {
  std::string id;
  std::string_view label;
  EnterKey enter = EnterKey::next;
  std::string_view help = {};
  std::string_view error = {};
  /// "current-password" or "new-password".
  std::string_view autocomplete = "current-password";
};

/// Part of a screen's State: what was typed, and whether it is shown in letters. Forget it when the screen is left.
struct PasswordState {
  std::string value;
  bool is_shown = false;
  /// Overwrites what was typed.
  void forget();
};

struct FormSubmit {
  std::string_view label;
  std::optional<Icon> icon = {};
  /// Sent, and not answered yet: the button waits, and says so.
  bool is_under_way = false;
  bool enabled = true;
  /// A second way out beside it; empty for none.
  std::string_view other = {};
};
enum class FormAnswer : std::uint8_t { none, submitted, other };

class Form {
 public:
  Form(Ui& ui, Column& column, std::string id);
  ~Form() { end(); }
  Form(const Form&) = delete;
  Form& operator=(const Form&) = delete;

  FieldOutcome text(const FormField& field, std::string& value);
  FieldOutcome password(const FormPassword& field, PasswordState& state);
  /// One of a list, chosen in a sheet: true when it was pressed, and the screen opens its ChoiceSheet.
  bool choice(const FormField& field, std::string_view value, bool is_open);
  /// What concerns the whole form, as an answer of the server; nothing while empty.
  void error(std::string_view words);
  /// The buttons; Enter in a field whose EnterKey is `go` counts as the first.
  FormAnswer submit(const FormSubmit& what);
  void end();

 private:
  void label(std::string_view words);
  void show_first_error(const std::string& id, const Rect& words);
  void below(const std::string& id, std::string_view help, std::string_view error);

  Ui& ui_;
  Column& column_;
  std::string id_;
  bool entered_ = false;
  bool has_ended_ = false;
};

/// A choice of many in a sheet: draw it after everything that it covers. Returns what was chosen now.
struct ChoiceSheet {
  SheetState sheet;
};
std::optional<int> choice_sheet(Ui& ui, ChoiceSheet& state, const std::string& id, std::string_view title,
                                std::span<const std::string_view> labels, std::optional<int> chosen);

}  // namespace mingchou::client
