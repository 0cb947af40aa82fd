// Whose account it is: the inspector of the register to whom checks are assigned. Chosen among those of the user's
// department by who may read its register; who may not is told whether there is one.
#pragma once

#include <optional>
#include <string>

#include "client/app/model/model.h"
#include "client/app/ui/form.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct UserInspectorForm {
  SheetState sheet;
  std::string query;
  unsigned subject = 0;
  /// Who was chosen last, with the name that goes with the id.
  std::optional<InspectorChoice> chosen;
};

/// The name and certificate of whoever has that id, as far as they are known.
std::string user_inspector_words(const Ui& ui, const UserInspectorForm& form, const std::optional<Uuid>& id,
                                 const UserModel& open);

/// The field; nothing for a profile that can be nobody of the register.
void draw_user_inspector(Ui& ui, Form& fields, UserInspectorForm& form, const UserProfile& profile, const Model& model,
                         Actions& actions);
/// The sheet to choose in: after everything that it covers.
void draw_user_inspector_sheet(Ui& ui, UserInspectorForm& form, UserProfile& profile, const Model& model,
                               Actions& actions);

}  // namespace mingchou::client
