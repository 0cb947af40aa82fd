#include "shared/json/json.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>

#include "shared/json/fields.h"
#include "shared/json/writer.h"
#include "shared/messages/messages.h"
#include "tests/fuzz/mutation.h"
#include "tests/fuzz/properties.h"

using namespace mingchou;

namespace {

std::string code_of(std::string_view text, const json::Limits& limits = {}) {
  const auto document = json::parse(text, limits);
  return document ? "" : document.error().code;
}

}  // namespace

TEST_CASE("a document gives its values with their types") {
  const auto document = json::parse(
      R"({"null":null,"yes":true,"int":-5,"big":18446744073709551615,"real":1.5,"text":"明\u0000抽","list":[1,"2"],"no":{}})");
  REQUIRE(document);
  const json::Value root = document->root();
  CHECK(root.type() == json::Type::object);
  CHECK(root.size() == 8);
  CHECK(root.find("null")->is_null());
  CHECK(root.find("yes")->boolean() == true);
  CHECK(root.find("int")->int64() == -5);
  CHECK_FALSE(root.find("int")->uint64());
  CHECK(root.find("big")->uint64() == std::numeric_limits<std::uint64_t>::max());
  CHECK_FALSE(root.find("big")->int64());
  CHECK(root.find("real")->type() == json::Type::real);
  CHECK(root.find("real")->number() == 1.5);
  CHECK_FALSE(root.find("real")->int64());
  CHECK(root.find("int")->number() == -5.0);
  CHECK(root.find("text")->text() == std::string_view("明\0抽", 7));
  CHECK_FALSE(root.find("text")->boolean());
  CHECK_FALSE(root.find("tex"));
  CHECK_FALSE(root.find("list")->find("1"));
  std::string seen;
  for (const json::Value item : root.find("list")->items()) seen += json::write(item) + ';';
  for (const auto& [key, value] : root.members()) seen += std::string(key) + ',';
  CHECK(seen == "1;\"2\";null,yes,int,big,real,text,list,no,");
  for (const json::Value item : root.items()) FAIL("an object has no items " << item.size());
  for (const auto& member : root.find("no")->members()) FAIL("an empty object has no members " << member.key);
}

TEST_CASE("a value without a document is a null that answers everything") {
  const json::Value value;
  CHECK(value.is_null());
  CHECK(value.size() == 0);
  CHECK_FALSE(value.find("a"));
  CHECK_FALSE(value.text());
  CHECK_FALSE(value.number());
  CHECK(json::write(value) == "null");
}

TEST_CASE("what RFC 8259 does not allow is refused with the place") {
  struct Row {
    std::string text;
    const char *code, *offset;
  };
  const Row rows[] = {
      {"", "json.syntax", "0"},
      {"{\"a\":1,}", "json.syntax", "6"},
      {"[1,2", "json.syntax", "4"},
      {"[1]x", "json.syntax", "3"},
      {"[01]", "json.syntax", "1"},
      {"[+1]", "json.syntax", "1"},
      {"[1.]", "json.syntax", "3"},
      {"[NaN]", "json.syntax", "1"},
      {"[1e999]", "json.syntax", "1"},
      {"['a']", "json.syntax", "1"},
      {"// c\n1", "json.syntax", "0"},
      {"[\"\\x\"]", "json.syntax", "3"},
      {"[\"\\ud800\"]", "json.syntax", ""},
      {"[\"a\tb\"]", "json.syntax", "3"},
      {"\xEF\xBB\xBF[]", "json.syntax", "0"},
      {std::string("[]\0", 3), "json.syntax", "2"},
      {"[\"\xB1\xB1\"]", "json.not_utf8", "2"},
      {"[\"\xC0\x80\"]", "json.not_utf8", "2"},
      {"[\"\xED\xA0\x80\"]", "json.not_utf8", "2"},
      {"[\"\xF4\x90\x80\x80\"]", "json.not_utf8", "2"},
      {"[\"\xE5\xBF", "json.syntax", "4"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto document = json::parse(row.text);
    REQUIRE_FALSE(document);
    CHECK(document.error().code == row.code);
    if (*row.offset != 0) CHECK(document.error().argument("offset") == row.offset);
    CHECK(find_message(row.code));
  }
}

TEST_CASE("a key that stands twice is refused by its name, however deep and however written") {
  for (const char* text : {R"({"名":1,"b":2,"名":3})", R"([{"x":[{"名":{},"\u540d":[]}]}])"}) {
    const auto document = json::parse(text);
    REQUIRE_FALSE(document);
    CHECK(document.error().code == "json.duplicate_key");
    CHECK(document.error().argument("key") == "名");
  }
  CHECK(code_of(R"([{"a":1},{"a":1,"b":{"a":1}}])") == "");
  const std::string key(1000, 'k');
  const auto document = json::parse("{\"" + key + "\":1,\"" + key + "\":1}");
  REQUIRE_FALSE(document);
  CHECK(document.error().argument("key").size() < 200);
}

TEST_CASE("depth and size are bounded, and the bound itself is taken") {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK(code_of(nested(limits::json_depth_max)) == "");
  CHECK(code_of(nested(limits::json_depth_max + 1)) == "json.too_deep");
  CHECK(json::parse(nested(40)).error().argument("offset") == std::to_string(limits::json_depth_max));
  CHECK(code_of(nested(json::depth_max_ceiling), {.depth_max = 100'000}) == "");
  CHECK(code_of(nested(json::depth_max_ceiling + 1), {.depth_max = 100'000}) == "json.too_deep");
  CHECK(code_of(std::string(1'000'000, '['), {.depth_max = 100'000}) == "json.too_deep");
  CHECK(code_of("[\"[[[[\\\"[[[[\",{}]", {.depth_max = 2}) == "");
  CHECK(code_of("[1,2]", {.bytes_max = 5}) == "");
  CHECK(code_of("[1,2] ", {.bytes_max = 5}) == "json.too_large");
}

TEST_CASE("fields are read by type and bounds, and errors name them") {
  const auto document = json::parse(
      R"({"name":"西华","count":3,"on":true,"ratio":0.5,"window":{"from":"2026-01-01"},"tags":["a","b"],"rows":[{"id":1},{"id":2}]})");
  REQUIRE(document);
  auto reader = *json::ObjectReader::of(document->root());
  CHECK(*reader.text("name", {6, 6}) == "西华");
  CHECK(*reader.integer("count", {3, 3}) == 3);
  CHECK(*reader.boolean("on"));
  CHECK(*reader.number("ratio") == 0.5);
  CHECK(*reader.number("count") == 3);
  CHECK(reader.texts("tags", {2, 2}, {1, 1})->size() == 2);
  CHECK(*reader.objects("rows")->at(1).integer("id") == 2);
  CHECK(*reader.object("window")->text("from") == "2026-01-01");
  CHECK(*reader.optional_text("name") == "西华");
  CHECK_FALSE(*reader.optional_text("absent"));
  CHECK_FALSE(*reader.optional_integer("absent"));
  CHECK_FALSE(*reader.optional_boolean("absent"));
  CHECK_FALSE(*reader.optional_object("absent"));
  CHECK(reader.refuse_other_fields());
}

TEST_CASE("a field that is not what it must be is an error with its full name") {
  const auto document = json::parse(
      R"({"s":"西华","i":3,"r":1.5,"big":18446744073709551615,"n":null,"o":{"x":{"y":1}},"a":["k",2],"rows":[{},7]})");
  REQUIRE(document);
  auto reader = *json::ObjectReader::of(document->root());
  const auto check = [](const auto& result, std::string_view code, std::string_view field) {
    CAPTURE(code);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == code);
    CHECK(result.error().argument("field") == field);
    CHECK(find_message(code));
  };
  check(reader.text("gone"), "json.field_missing", "gone");
  check(reader.text("i"), "json.field_not_text", "i");
  check(reader.optional_text("n"), "json.field_not_text", "n");
  check(reader.text("s", {0, 5}), "json.field_length", "s");
  check(reader.text("s", {7, 10}), "json.field_length", "s");
  check(reader.integer("r"), "json.field_not_integer", "r");
  check(reader.integer("s"), "json.field_not_integer", "s");
  check(reader.integer("i", {0, 2}), "json.field_range", "i");
  check(reader.integer("i", {4, 9}), "json.field_range", "i");
  check(reader.integer("big"), "json.field_range", "big");
  check(reader.number("s"), "json.field_not_number", "s");
  check(reader.boolean("i"), "json.field_not_boolean", "i");
  check(reader.object("a"), "json.field_not_object", "a");
  check(reader.object("o")->object("x")->text("y"), "json.field_not_text", "o.x.y");
  check(reader.texts("a"), "json.field_not_text", "a[1]");
  check(reader.texts("a", {0, 1}), "json.field_count", "a");
  check(reader.texts("o"), "json.field_not_array", "o");
  check(reader.objects("rows"), "json.field_not_object", "rows[1]");
  CHECK(json::ObjectReader::of(reader.value("a").value()).error().code == "json.not_object");

  auto other = *json::ObjectReader::of(reader.value("o").value(), "o");
  check(other.refuse_other_fields(), "json.field_unknown", "o.x");
  CHECK(other.has("x"));
  CHECK(other.refuse_other_fields());
}

TEST_CASE("the writer makes compact JSON and lets no text break out") {
  json::Writer writer;
  writer.begin_object()
      .field("a", 1)
      .field("b", "x")
      .field("c", true)
      .field("d", std::int64_t{-5})
      .field("e", std::numeric_limits<std::uint64_t>::max())
      .field("f", 0.1)
      .field("g", std::nan(""))
      .key("h")
      .begin_array()
      .null()
      .begin_object()
      .end_object()
      .begin_array()
      .end_array()
      .value(std::string("y"))
      .end_array()
      .field("i\"", std::string_view("\"\\\n\x01\u2028\u2029</县", 15))
      .end_object();
  const std::string text = std::move(writer).take();
  CHECK(text == R"({"a":1,"b":"x","c":true,"d":-5,"e":18446744073709551615,"f":0.1,"g":null,"h":[null,{},[],"y"],)"
                R"("i\"":"\"\\\n\u0001\u2028\u2029</县"})");
  const auto document = json::parse(text);
  REQUIRE(document);
  CHECK(json::write(document->root()) == text);
}

TEST_CASE("bytes that are no UTF-8 are written as U+FFFD") {
  for (const char* bad :
       {"\x80", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE5\xBF", "\xF0\x80\x80\x80", "\xFF"}) {
    json::Writer writer;
    writer.value(std::string("a") + bad + "\"z");
    const auto document = json::parse(std::move(writer).take());
    REQUIRE(document);
    const auto text = *document->root().text();
    CHECK(text.starts_with("a\uFFFD"));
    CHECK(text.ends_with("\"z"));
  }
}

TEST_CASE("whatever arrives, JSON never crashes and its forms are fixed points") {
  const std::string samples[] = {
      R"({"v":1,"draw":"d1","window":{"from":"2026-01-01","to":"2026-02-01"},"strata":[{"name":"A","quota":{"num":5}}]})",
      R"([1,-1,0.5,1e21,1e-7,123456789012345678901234567890,-0,-0.0,9007199254740993])",
      R"(["\u0000\u001f\"\\\/\b\f\n\r\t","县\ud83d\ude00","\u2028",true,false,null])",
      R"({"\ufb33":1,"\ud83d\ude00":2,"\u20ac":3,"a":{"a":{"a":[[[[]]]]}}})",
      "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]"};
  SeededRandom random(1);
  const int rounds = fuzz::rounds_of(60'000);
  for (int i = 0; i < rounds; ++i) {
    const std::string_view alphabet = "{}[]\",:0123456789.eE+-\\u tfn";
    const Bytes input = i % 4 == 0 ? fuzz::random_bytes(40, i % 8 == 0 ? alphabet : "", random)
                                   : fuzz::mutate(samples, alphabet, random);
    CAPTURE(as_text(input));
    REQUIRE(fuzz::json_property(input) == "");
  }
}
