#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "shared/json/lines.h"
#include "shared/messages/messages.h"
#include "tests/fuzz/mutation.h"
#include "tests/fuzz/properties.h"

using namespace mingchou;

namespace {

struct Reading {
  std::vector<std::string> lines;
  Result<> result;
};

Reading read(std::string_view text, json::LineReader::Options options = {}, std::size_t chunk_bytes = 5) {
  Reading reading;
  json::LineReader reader(options);
  const auto on_line = [&](const json::Line& line) -> Result<> {
    CHECK(line.number == reading.lines.size() + 1);
    reading.lines.emplace_back(line.text);
    return {};
  };
  for (std::size_t at = 0; at < text.size() && reading.result; at += chunk_bytes)
    reading.result = reader.feed(text.substr(at, chunk_bytes), on_line);
  if (reading.result) reading.result = reader.finish();
  CHECK(reader.lines() >= reading.lines.size());
  return reading;
}

}  // namespace

TEST_CASE("JSON Lines are read in chunks of any size") {
  const std::string text = "{\"a\":1}\n[2, 3]\n\"县\"\n";
  for (std::size_t chunk_bytes = 1; chunk_bytes <= text.size(); ++chunk_bytes) {
    const Reading reading = read(text, {}, chunk_bytes);
    REQUIRE(reading.result);
    CHECK(reading.lines == std::vector<std::string>{"{\"a\":1}", "[2, 3]", "\"县\""});
  }
  CHECK(read("").result);
}

TEST_CASE("JSON Lines that are damaged are refused with the line's number") {
  struct Row {
    const char *text, *code, *line;
    json::Form form = json::Form::any;
  };
  const Row rows[] = {
      {"1\n2", "json.line_unfinished", "2"},
      {"1\n\n2\n", "json.line_blank", "2"},
      {"\n", "json.line_blank", "1"},
      {"1\n \t\r\n", "json.line_blank", "2"},
      {"1\n{\"a\":}\n", "json.line_syntax", "2"},
      {"1\n2 3\n", "json.line_syntax", "2"},
      {"1\n\"\xC0\xAF\"\n", "json.line_not_utf8", "2"},
      {"1\n{\"a\":1,\"a\":2}\n", "json.line_duplicate_key", "2"},
      {"1\n[[[[[]]]]]\n", "json.line_too_deep", "2"},
      {"1\n[1, 2]\n", "json.line_not_canonical", "2", json::Form::canonical},
      {"1\n[1,2]\r\n", "json.line_not_canonical", "2", json::Form::strict},
      {"1\n{\"b\":1,\"a\":1}\n", "json.line_not_canonical", "2", json::Form::strict},
      {"1\n\"\\u0041\"\n", "json.line_not_canonical", "2", json::Form::strict},
      {"1\n1.5\n", "json.line_strict_number", "2", json::Form::strict},
      {"1\n[null]\n", "json.line_strict_null", "2", json::Form::strict},
      {"1\n{\"县\":1}\n", "json.line_strict_key", "2", json::Form::strict},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Reading reading = read(row.text, {.depth_max = 4, .form = row.form});
    REQUIRE_FALSE(reading.result);
    CHECK(reading.result.error().code == row.code);
    CHECK(reading.result.error().argument("line") == row.line);
    CHECK(find_message(row.code));
  }
  CHECK(read("1.5\nnull\n{\"县\":1}\n", {.form = json::Form::canonical}).result);
}

TEST_CASE("a line of the greatest length is read, one byte more is refused before it is whole") {
  const std::string longest = '"' + std::string(limits::json_line_bytes_max - 2, 'x') + '"';
  for (const std::size_t chunk_bytes : {std::size_t{1}, std::size_t{4096}, longest.size() + 10}) {
    CHECK(read(longest + "\n1\n", {}, chunk_bytes).lines.size() == 2);
    const Reading beyond = read("1\n\"" + longest + "\n1\n", {}, chunk_bytes);
    CHECK(beyond.lines.size() == 1);
    REQUIRE_FALSE(beyond.result);
    CHECK(beyond.result.error().code == "json.line_too_long");
    CHECK(beyond.result.error().argument("line") == "2");
  }
  json::LineReader reader;
  const auto ignore = [](const json::Line&) -> Result<> { return {}; };
  REQUIRE(reader.feed(std::string(limits::json_line_bytes_max, ' '), ignore));
  CHECK_FALSE(reader.feed(" ", ignore));
}

TEST_CASE("an error, also one of the callback, stays") {
  json::LineReader reader;
  int calls = 0;
  const auto refuse_second = [&](const json::Line&) -> Result<> {
    if (++calls == 2) return fail(Error("test.refused"));
    return {};
  };
  CHECK(reader.feed("1\n2\n3\n", refuse_second).error().code == "test.refused");
  CHECK(reader.feed("4\n", refuse_second).error().code == "test.refused");
  CHECK(reader.finish().error().code == "test.refused");
  CHECK(calls == 2);
}

TEST_CASE("lines are appended whole or not at all") {
  std::string file;
  REQUIRE(json::append_line(file, "{\"a\":1}", 1));
  CHECK(json::append_line(file, "", 2).error().code == "json.line_blank");
  CHECK(json::append_line(file, "1\n2", 2).error().code == "json.line_broken");
  CHECK(json::append_line(file, "[1,2]", 2, 4).error().code == "json.line_too_long");
  REQUIRE(json::append_line(file, "[1,2]", 2, 5));
  CHECK(file == "{\"a\":1}\n[1,2]\n");
  CHECK(read(file, {.form = json::Form::strict}).lines.size() == 2);
}

TEST_CASE("whatever lines arrive, the size of the chunks changes nothing") {
  const std::string samples[] = {"{\"a\":1}\n{\"b\":[1,2,3]}\n", "1\n\n2\n", "\"县\"\n\"\U00030EDE\"\n[true,false]\n",
                                 std::string(255, ' ') + "1\n" + std::string(256, ' ') + "1\n",
                                 "{\"v\":1,\"z\":\"\\n\"}\n[[[[[[[[]]]]]]]]\n"};
  SeededRandom random(2);
  const int rounds = fuzz::rounds_of(3'000);
  for (int i = 0; i < rounds; ++i) {
    const Bytes input = fuzz::mutate(samples, "\n{}[]\",:01e\\ ", random);
    CAPTURE(as_text(input));
    REQUIRE(fuzz::json_lines_property(input) == "");
  }
}
