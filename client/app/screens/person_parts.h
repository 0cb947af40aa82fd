// Certificates and leaves of an inspector, qualifications of an expert: each a section of the person's page, and a
// sheet in which one is entered, mended or removed. A part is saved by itself, over the newest state of the person.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "client/app/model/model.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

enum class PartKind : std::uint8_t { certificate, leave, qualification };
inline constexpr std::size_t part_field_count = 5;

struct PartForm {
  PartKind kind = PartKind::certificate;
  SheetState sheet;
  /// Of the part that is mended; nil for a new one.
  Uuid id;
  /// `filled`: with what the sheet was opened.
  std::array<std::string, part_field_count> texts, filled;
  bool shows_problems = false;
  bool asks_removal = false;
  /// Counts what was opened: another text in the same fields.
  unsigned subject = 0;
};

/// Each draws its section with what stands there, and for whoever may write the ways to add and to mend.
void draw_certificates(Ui& ui, Column& column, PartForm& form, const Person<Inspector>& person, const Model& model,
                       bool may_write);
void draw_leaves(Ui& ui, Column& column, PartForm& form, const Person<Inspector>& person, const Model& model,
                 bool may_write);
void draw_qualifications(Ui& ui, Column& column, PartForm& form, const Person<Expert>& person, const Model& model,
                         bool may_write);

/// The sheet: after everything that it covers. What it asks for names the revision of `person`.
void draw_part_sheet(Ui& ui, PartForm& form, const Person<Inspector>& person, const Submission& save, Actions& actions);
void draw_part_sheet(Ui& ui, PartForm& form, const Person<Expert>& person, const Submission& save, Actions& actions);

}  // namespace mingchou::client
