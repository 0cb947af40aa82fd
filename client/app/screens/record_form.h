// The fields of a target as a person fills them in: for making and for changing. Texts stand as they were typed until
// they are sent; the registers' own rules (shared/registry/rules.h) tell what is wrong while one types.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/app/model/model.h"
#include "client/app/ui/form.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// By the names of the API.
using TypedTexts = std::map<std::string, std::string, std::less<>>;

struct RecordDraft {
  TypedTexts texts;
  TargetKind kind = TargetKind::enterprise;
  TargetStatus status = TargetStatus::active;
  std::string township_code, risk_class, food_risk_class;
  ReceiptResult receipt = ReceiptResult::none;
  DepartmentId department;
  std::vector<TagId> tags;
  struct LicenceDraft {
    LicenceId id;
    TypedTexts texts;
    bool operator==(const LicenceDraft&) const = default;
  };
  std::vector<LicenceDraft> licences;
  /// What the form has no field for.
  std::optional<TargetId> holder_id;
  bool operator==(const RecordDraft&) const = default;
};

RecordDraft draft_of(const Target& target);
/// The target as the server would get it, and what is wrong with it, by field; "licences[0].number" for parts.
struct DraftTarget {
  Target target;
  std::map<std::string, Error, std::less<>> problems;
};
DraftTarget target_of(const RecordDraft& draft, const TargetId& id);

struct RecordFormState {
  RecordDraft draft;
  std::string reason;
  /// Something was sent or left: from now on it is told what is missing. What is typed wrong is told at once.
  bool shows_missing = false;
  ChoiceSheet kind_sheet, status_sheet, township_sheet, risk_sheet, food_sheet, department_sheet, receipt_sheet;
  SheetState tag_sheet, licence_sheet;
  /// Which licence the sheet shows.
  std::size_t licence = 0;
  /// Differs when another target's texts stand in the fields.
  unsigned subject = 0;
};

/// All but the buttons. True if it may be sent.
bool draw_record_fields(Ui& ui, Form& form, Column& column, RecordFormState& state, const Model& model,
                        const TargetId& id);
/// The sheets to choose in: after everything that they cover.
void draw_record_sheets(Ui& ui, RecordFormState& state, const Model& model);

/// The fields in words: what a conflict compares.
std::vector<std::pair<std::string, std::string>> draft_values(const Ui& ui, const Model& model,
                                                              const RecordDraft& draft);
}  // namespace mingchou::client
