// What a file may bring into a register: one field per attribute of a target, an inspector or an expert, and the words
// that departments use for them (assets/imports/words.tsv). Native only.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mingchou::imports {

enum class Register { targets, inspectors, experts };
std::string_view text_of(Register which);
/// Its table, and what else is named after one entry.
std::string_view entity_of(Register which);
std::optional<Register> register_from(std::string_view text);

/// How a cell of the field is read.
enum class Form {
  text,
  code,  // of any form: capitals, no blanks
  credit_code,
  registration_number,
  date,
  expiry,  // a last day; may be without end, or a range of which the end counts
  phone,
  choice,
  department,
  township,
  industry,
  tags,
  list,  // texts, separated
};

struct Field {
  std::string_view key;
  Form form;
  /// As people call it, for sentences about a column that is not there.
  std::string_view chinese;
  /// Code points.
  std::size_t characters_max;
  /// Of a choice: which words.
  std::string_view words = {};
  /// Of licences, certificates and qualifications, of which one entity may have several: a cell holds one value for
  /// each, with part_separator between them.
  bool is_parted = false;
};

inline constexpr std::string_view part_separator = "；";

std::span<const Field> fields_of(Register which);
const Field* find_field(Register which, std::string_view key);

/// The usual words of a header, folded (header.h); the first is the one that exports use.
std::span<const std::string> header_words(Register which, std::string_view field);
/// The header for exports, as it is written.
std::string_view usual_header(Register which, std::string_view field);

/// The value that a word of a set stands for; a value itself stands for itself.
std::optional<std::string_view> value_of_word(std::string_view set, std::string_view word);
/// The usual word for a value; the value itself if there is none.
std::string_view usual_word(std::string_view set, std::string_view value);

}  // namespace mingchou::imports
