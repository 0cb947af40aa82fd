// JSON Lines as a stream: one JSON text a line, each closed by a line feed, read in chunks of any size.
//
// Memory is bounded by one line. Nothing is skipped: a blank line, a line that is too long or a last line without
// its line feed is an error that names the line. With Form::canonical or Form::strict a line must equal its own
// canonical form, so that every changed byte is seen.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "shared/json/json.h"

namespace mingchou::json {

enum class Form {
  any,
  canonical,  // equals canonical()
  strict,     // equals strict_canonical()
};

struct Line {
  std::uint64_t number;   // counted from 1
  std::string_view text;  // without the line feed; valid during the call, as is `value`
  Value value;
};

/// LineReader reader({.form = json::Form::strict});
/// while (…) MC_TRY(reader.feed(chunk, [&](const json::Line& line) -> Result<> { … }));
/// MC_TRY(reader.finish());
///
/// Errors: json.line_too_long {line, bytes_max}, json.line_blank {line}, json.line_unfinished {line},
/// json.line_not_canonical {line}, json.line_syntax {line, offset} and the other errors of parse() and
/// strict_canonical() as json.line_…, and whatever the callback returns. After an error each call returns it again.
class LineReader {
 public:
  struct Options {
    /// Bytes of a line without its line feed.
    std::size_t bytes_max = limits::json_line_bytes_max;
    std::size_t depth_max = limits::json_depth_max;
    Form form = Form::any;
  };
  using OnLine = std::function<Result<>(const Line&)>;

  LineReader() : LineReader(Options{}) {}
  explicit LineReader(Options options) : options_(options) {}

  /// Calls `on_line` for each line that the chunk completes.
  Result<> feed(std::string_view chunk, const OnLine& on_line);
  /// There is no more. An empty stream is no error.
  Result<> finish();

  /// Lines read so far.
  std::uint64_t lines() const { return lines_; }

 private:
  Result<> read_line(std::string_view text, const OnLine& on_line);
  Result<> refuse(Error error);

  Options options_;
  std::string pending_;  // the beginning of a line that its chunk did not complete
  std::uint64_t lines_ = 0;
  std::optional<Error> error_;
};

/// Appends a compact JSON text, as a Writer or canonical() made it, and its line feed. Errors: json.line_too_long
/// and json.line_blank with `number`; json.line_broken {line} if the text holds a line feed. `to` is then unchanged.
Result<> append_line(std::string& to, std::string_view json, std::uint64_t number,
                     std::size_t bytes_max = limits::json_line_bytes_max);

}  // namespace mingchou::json
