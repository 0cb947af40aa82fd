#include "shared/json/lines.h"

#include <utility>

#include "shared/json/canonical.h"

namespace mingchou::json {
namespace {

Error line_error(std::string_view code, std::uint64_t number) {
  return Error(code).with("line", static_cast<long long>(number));
}

/// The same defect, with the line that has it: json.syntax becomes json.line_syntax.
Error in_line(Error error, std::uint64_t number) {
  static constexpr std::pair<std::string_view, std::string_view> codes[] = {
      {"json.syntax", "json.line_syntax"},           {"json.not_utf8", "json.line_not_utf8"},
      {"json.too_deep", "json.line_too_deep"},       {"json.duplicate_key", "json.line_duplicate_key"},
      {"json.no_memory", "json.line_no_memory"},     {"json.strict_number", "json.line_strict_number"},
      {"json.strict_null", "json.line_strict_null"}, {"json.strict_key", "json.line_strict_key"},
  };
  for (const auto& [alone, with_line] : codes) {
    if (error.code == alone) {
      error.code = with_line;
      break;
    }
  }
  return std::move(error).with("line", static_cast<long long>(number));
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r") == text.npos; }

Error too_long(std::uint64_t number, std::size_t bytes_max) {
  return line_error("json.line_too_long", number).with("bytes_max", static_cast<long long>(bytes_max));
}

Result<> check_form(std::string_view text, Value value, Form form, std::uint64_t number) {
  if (form == Form::any) return {};
  Result<std::string> expected = form == Form::strict ? strict_canonical(value) : Result<std::string>(canonical(value));
  if (!expected) return fail(in_line(std::move(expected).error(), number));
  if (*expected != text) return fail(line_error("json.line_not_canonical", number));
  return {};
}

}  // namespace

Result<> LineReader::refuse(Error error) {
  error_ = std::move(error);
  pending_ = {};
  return fail(*error_);
}

Result<> LineReader::read_line(std::string_view text, const OnLine& on_line) {
  ++lines_;
  if (is_blank(text)) return fail(line_error("json.line_blank", lines_));
  auto document = parse(text, {.bytes_max = options_.bytes_max, .depth_max = options_.depth_max});
  if (!document) return fail(in_line(std::move(document).error(), lines_));
  MC_TRY(check_form(text, document->root(), options_.form, lines_));
  return on_line({lines_, text, document->root()});
}

Result<> LineReader::feed(std::string_view chunk, const OnLine& on_line) {
  if (error_) return fail(*error_);
  while (!chunk.empty()) {
    const std::size_t end = chunk.find('\n');
    const std::string_view part = chunk.substr(0, end);
    if (pending_.size() + part.size() > options_.bytes_max) return refuse(too_long(lines_ + 1, options_.bytes_max));
    if (end == chunk.npos) {
      pending_ += part;
      return {};
    }
    Result<> read;
    if (pending_.empty()) {
      read = read_line(part, on_line);
    } else {
      pending_ += part;
      read = read_line(pending_, on_line);
      pending_.clear();
    }
    if (!read) return refuse(std::move(read).error());
    chunk.remove_prefix(end + 1);
  }
  return {};
}

Result<> LineReader::finish() {
  if (error_) return fail(*error_);
  if (!pending_.empty()) return refuse(line_error("json.line_unfinished", lines_ + 1));
  return {};
}

Result<> append_line(std::string& to, std::string_view json, std::uint64_t number, std::size_t bytes_max) {
  if (json.size() > bytes_max) return fail(too_long(number, bytes_max));
  if (is_blank(json)) return fail(line_error("json.line_blank", number));
  if (json.find('\n') != json.npos) return fail(line_error("json.line_broken", number));
  to.append(json).append(1, '\n');
  return {};
}

}  // namespace mingchou::json
