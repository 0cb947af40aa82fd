#include "client/web/worker_shell.h"

#include <string>

#include "shared/json/writer.h"

extern "C" void platform_tell(const char* message);

namespace mingchou::client {
namespace {

void tell(json::Writer& writer) { platform_tell(std::move(writer.end_object()).take().c_str()); }

std::string_view name_of(UpdateAction action) {
  switch (action) {
    case UpdateAction::apply:
      return "apply";
    case UpdateAction::roll_back:
      return "rollBack";
    case UpdateAction::check:
      return "check";
    case UpdateAction::seen:
      return "seen";
  }
  return "check";
}

json::Writer& begin(json::Writer& writer, std::string_view type) { return writer.begin_object().field("type", type); }

}  // namespace

void WorkerShell::show_route(std::string_view path, bool push) {
  json::Writer writer;
  tell(begin(writer, "route").field("path", path).field("push", push));
}

void WorkerShell::show_title(std::string_view title) {
  json::Writer writer;
  tell(begin(writer, "title").field("title", title));
}

void WorkerShell::update(UpdateAction action) {
  json::Writer writer;
  tell(begin(writer, "update").field("action", name_of(action)));
}

void WorkerShell::go_back() {
  json::Writer writer;
  tell(begin(writer, "back"));
}

void WorkerShell::copy(std::string_view text) {
  json::Writer writer;
  tell(begin(writer, "copy").field("text", text));
}

void WorkerShell::save_file(std::string_view name, std::string_view content) {
  json::Writer writer;
  tell(begin(writer, "saveFile").field("name", name).field("content", content));
}

void WorkerShell::print(const PrintSheet& sheet) {
  json::Writer writer;
  const auto texts = [&writer](const std::vector<std::string>& all) {
    writer.begin_array();
    for (const std::string& one : all) writer.value(one);
    writer.end_array();
  };
  begin(writer, "print").field("title", sheet.title).key("facts").begin_array();
  for (const auto& [name, value] : sheet.facts) writer.begin_array().value(name).value(value).end_array();
  writer.end_array().key("columns");
  texts(sheet.columns);
  writer.key("rows").begin_array();
  for (const std::vector<std::string>& row : sheet.rows) texts(row);
  writer.end_array().key("notes");
  texts(sheet.notes);
  tell(writer);
}

void WorkerShell::choose_file(std::string_view accept) {
  json::Writer writer;
  tell(begin(writer, "chooseFile").field("accept", accept));
}

void WorkerShell::guard_page(bool is_guarded) {
  json::Writer writer;
  tell(begin(writer, "unsaved").field("unsaved", is_guarded));
}

void WorkerShell::use_preferences(const Preferences& preferences) {
  json::Writer writer;
  tell(begin(writer, "preferences")
           .field("language", preferences.language == Language::chinese ? "zh-CN" : "en")
           .field("theme", name_of(preferences.theme))
           .field("textSize", name_of(preferences.text_size)));
}

}  // namespace mingchou::client
