#include "client/app/screens/import_words.h"

#include <algorithm>

namespace mingchou::client {

std::string_view kind_words(const Ui& ui, ImportKind kind) {
  switch (kind) {
    case ImportKind::targets:
      return ui.say(Text::targets_title);
    case ImportKind::inspectors:
      return ui.say(Text::import_inspectors);
    case ImportKind::experts:
      break;
  }
  return ui.say(Text::experts_title);
}

ImportSign sign_of(ImportState state) {
  switch (state) {
    case ImportState::reading:
      return {Text::import_reading, Tone::info, Icon::waiting};
    case ImportState::ready:
      return {Text::import_ready, Tone::warning, Icon::attention};
    case ImportState::failed:
      return {Text::import_failed, Tone::danger, Icon::failure};
    case ImportState::cancelled:
      return {Text::import_cancelled, Tone::neutral, Icon::forbidden};
    case ImportState::applying:
      return {Text::import_applying, Tone::info, Icon::waiting};
    case ImportState::applied:
      return {Text::import_applied, Tone::success, Icon::success};
    case ImportState::undoing:
      return {Text::import_undoing, Tone::info, Icon::waiting};
    case ImportState::undone:
      return {Text::import_undone, Tone::neutral, Icon::undo};
    case ImportState::unknown:
      break;
  }
  return {Text::value_unknown, Tone::neutral, Icon::help};
}

ImportSign sign_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::good:
      return {Text::outcome_good, Tone::success, Icon::success};
    case Outcome::warning:
      return {Text::outcome_warning, Tone::warning, Icon::warning};
    case Outcome::ignored:
      return {Text::outcome_ignored, Tone::neutral, Icon::remove};
    case Outcome::duplicate:
      return {Text::outcome_duplicate, Tone::neutral, Icon::copy};
    case Outcome::error:
      break;
  }
  return {Text::outcome_error, Tone::danger, Icon::failure};
}

ImportSign sign_of(Severity severity) {
  switch (severity) {
    case Severity::warning:
      return sign_of(Outcome::warning);
    case Severity::duplicate:
      return sign_of(Outcome::duplicate);
    case Severity::error:
      break;
  }
  return sign_of(Outcome::error);
}

std::string_view work_words(const Ui& ui, ImportState state) {
  if (state == ImportState::applying) return ui.say(Text::import_work_applying);
  return ui.say(state == ImportState::undoing ? Text::import_work_undoing : Text::import_work_reading);
}

std::string counts_words(const Ui& ui, const ImportCounts& counts) {
  std::string words = text(Text::import_usable_rows, ui.language, {{"count", grouped(counts.usable())}});
  const auto add = [&](Text key, std::int64_t count) {
    if (count > 0) words += " · " + text(key, ui.language, {{"count", grouped(count)}});
  };
  add(Text::import_error_rows, counts.error);
  add(Text::import_duplicate_rows, counts.duplicate);
  return words;
}

std::string_view sentence_space(const Ui& ui) { return ui.language == Language::chinese ? "" : " "; }

std::string column_letters(std::size_t column) {
  std::string letters;
  for (std::size_t left = column + 1; left > 0; left = (left - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
  return letters;
}

std::string column_words(const Ui& ui, const ImportMapping& mapping, std::size_t column) {
  if (column < mapping.columns.size() && !mapping.columns[column].header.empty()) return mapping.columns[column].header;
  return text(Text::import_column, ui.language, {{"letters", column_letters(column)}});
}

std::string_view field_words(const OpenedImport& open, std::string_view field) {
  const auto found = std::ranges::find(open.fields, field, &ImportField::key);
  return found == open.fields.end() ? field : std::string_view(found->label);
}

std::optional<std::size_t> column_of(const ImportMapping& mapping, std::string_view field) {
  const auto found = std::ranges::find(mapping.columns, field, &ImportColumn::field);
  if (field.empty() || found == mapping.columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - mapping.columns.begin());
}

std::string row_subject(const ImportMapping& mapping, const ImportRow& row) {
  const auto name = column_of(mapping, "name");
  if (name && *name < row.cells.size() && !row.cells[*name].empty()) return row.cells[*name];
  const auto first = std::ranges::find_if(row.cells, [](const std::string& cell) { return !cell.empty(); });
  return first == row.cells.end() ? std::string() : *first;
}

}  // namespace mingchou::client
