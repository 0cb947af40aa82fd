// Exports of the verify page's module. A page verifies one bundle after the other; texts are UTF-8 and stay as they are
// until the next call. client/verify/page/worker.js is the only caller.
#include <emscripten.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "shared/base/error.h"
#include "shared/draw/bundle_verifier.h"
#include "shared/json/writer.h"
#include "shared/messages/messages.h"

namespace mingchou::client {
namespace {

struct Page {
  Language language = Language::chinese;
  draw::BundleVerifier verifier{{}};
  std::optional<Error> refused;
  std::string answer;
};
Page page;

/// False once the bundle is refused.
bool takes(Result<> done) {
  if (!done && !page.refused) page.refused = done.error();
  return done.has_value();
}

void write_lines(json::Writer& writer, const draw::CheckLines& lines) {
  writer.key("lines").begin_array();
  for (const draw::CheckLine& line : lines) {
    writer.begin_object().field("is_checked", line.state == draw::CheckState::passed);
    writer.field("text", render(line.sentence, page.language)).end_object();
  }
  writer.end_array();
}

}  // namespace

extern "C" {

/// Forgets the bundle before. `language`: 0 Chinese, 1 English.
EMSCRIPTEN_KEEPALIVE void verify_begin(int language) {
  page = Page{};
  if (language == 1) page.language = Language::english;
}

/// The next piece of the file. 0 once it is refused: the rest need not be read.
EMSCRIPTEN_KEEPALIVE int verify_feed(const char* bytes, std::size_t count) {
  return !page.refused && takes(page.verifier.feed(std::string_view(bytes, count))) ? 1 : 0;
}

/// {"error": a sentence, or null, "lines": [{"is_checked", "text"}]}; without lines where there is an error.
EMSCRIPTEN_KEEPALIVE const char* verify_finish() {
  draw::CheckLines lines;
  if (!page.refused) {
    auto finished = page.verifier.finish();
    if (finished)
      lines = *std::move(finished);
    else
      page.refused = finished.error();
  }
  json::Writer writer;
  writer.begin_object().key("error");
  if (page.refused)
    writer.value(render(*page.refused, page.language));
  else
    writer.null();
  write_lines(writer, lines);
  page.answer = std::move(writer.end_object()).take();
  return page.answer.c_str();
}

/// What became of one target, in a sentence. Only of a bundle that was verified.
EMSCRIPTEN_KEEPALIVE const char* verify_fate(const char* id) {
  page.answer = render(page.verifier.fate_of(id), page.language);
  return page.answer.c_str();
}

}  // extern "C"

}  // namespace mingchou::client
