// Imports in words: kinds, states, columns, what is wrong. Runs in the app only; draws nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "client/app/model/model.h"
#include "client/app/ui/icons.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

std::string_view kind_words(const Ui& ui, ImportKind kind);

/// A state as a sign: a word, what it means, and an icon.
struct ImportSign {
  Text word;
  Tone tone;
  Icon icon;
};
ImportSign sign_of(ImportState state);
ImportSign sign_of(Outcome outcome);
ImportSign sign_of(Severity severity);

/// What the server does in that state: "reading and checking the file".
std::string_view work_words(const Ui& ui, ImportState state);
/// How many rows can be imported, and how many can't.
std::string counts_words(const Ui& ui, const ImportCounts& counts);

/// Between two sentences.
std::string_view sentence_space(const Ui& ui);

/// "A", "B", … "AA": as spreadsheets call them.
std::string column_letters(std::size_t column);
/// The header, or the letters of a column without one.
std::string column_words(const Ui& ui, const ImportMapping& mapping, std::size_t column);
/// As people call the field; its key if it is not known.
std::string_view field_words(const OpenedImport& open, std::string_view field);
/// The column of the field, if there is one.
std::optional<std::size_t> column_of(const ImportMapping& mapping, std::string_view field);
/// What a row is about: the name in it, or whatever stands first.
std::string row_subject(const ImportMapping& mapping, const ImportRow& row);

}  // namespace mingchou::client
