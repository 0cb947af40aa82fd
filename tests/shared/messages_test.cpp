#include "shared/messages/messages.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace mingchou;

namespace {

std::set<std::string> places(std::string_view sentence) {
  std::set<std::string> names;
  for (std::size_t open = sentence.find('{'); open != std::string_view::npos; open = sentence.find('{', open + 1))
    names.emplace(sentence.substr(open + 1, sentence.find('}', open) - open - 1));
  return names;
}

}  // namespace

TEST_CASE("every message stands once, in both languages, with the same arguments") {
  std::set<std::string_view> codes;
  for (const auto& table : all_messages()) {
    for (const Message& message : table) {
      CAPTURE(message.code);
      CHECK(codes.insert(message.code).second);
      CHECK_FALSE(message.chinese.empty());
      CHECK_FALSE(message.english.empty());
      CHECK(places(message.chinese) == places(message.english));
    }
  }
}

TEST_CASE("a sentence is rendered with its arguments, an unknown code as itself") {
  CHECK(render(Error("server.not_found").with("path", "/x"), Language::english) ==
        "Nothing is at \"/x\". Check the address.");
  CHECK(render(Error("server.not_found").with("path", "{path}"), Language::chinese) ==
        "没有找到“{path}”。请检查网址。");
  CHECK(render(Error("no.such").because("why"), Language::chinese) == "no.such: why");
}
