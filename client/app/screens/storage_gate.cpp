#include "client/app/screens/storage_gate.h"

#include <string>

#include "client/app/screens/frame.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

void draw_elsewhere(Ui& ui, const Rect& rect, Text title, Text advice, Actions& actions) {
  const bool chosen = notice(ui, rect,
                             {.id = "storage.gate",
                              .icon = Icon::hard_drive,
                              .title = ui.say(title),
                              .advice = ui.say(advice),
                              .action = ui.say(Text::storage_use_here)});
  if (chosen) actions.storage = StorageRequest::take_over;
}

void draw_quarantined(Ui& ui, const Rect& rect, const StorageModel& storage, Actions& actions) {
  const Text advice =
      storage.database_is_there ? Text::storage_quarantined_database_there : Text::storage_quarantined_database_gone;
  const bool chosen = notice(ui, rect,
                             {.id = "storage.gate",
                              .role = Role::alert,
                              .tone = Tone::warning,
                              .title = ui.say(Text::storage_quarantined_title),
                              .advice = ui.say(advice),
                              .action = ui.say(Text::storage_go_on_without)});
  if (chosen) actions.storage = StorageRequest::accept_quarantined;
}

void draw_failed(Ui& ui, const Rect& rect, const StorageModel& storage, Actions& actions) {
  const std::string advice = storage.error ? render(*storage.error, ui.language) : std::string();
  const bool chosen = notice(ui, rect,
                             {.id = "storage.gate",
                              .role = Role::alert,
                              .tone = Tone::warning,
                              .title = ui.say(Text::storage_failed_title),
                              .advice = advice,
                              .action = ui.say(Text::retry)});
  if (chosen) actions.storage = StorageRequest::retry;
}

}  // namespace

void draw_storage_gate(Ui& ui, const Rect& rect, std::string_view title, const StorageModel& storage,
                       Actions& actions) {
  const Rect rest = draw_header(ui, rect, {.title = title}, actions).rest;
  ui.semantics.open({.role = Role::main, .id = "storage.gate.main", .name = {}, .rect = rest});
  draw_storage_notice(ui, rest, storage, actions);
  ui.semantics.close();
}

void draw_storage_notice(Ui& ui, const Rect& rect, const StorageModel& storage, Actions& actions) {
  switch (storage.phase) {
    case StoragePhase::owned_elsewhere:
      return draw_elsewhere(ui, rect, Text::storage_elsewhere_title, Text::storage_elsewhere_advice, actions);
    case StoragePhase::released:
      return draw_elsewhere(ui, rect, Text::storage_released_title, Text::storage_released_advice, actions);
    case StoragePhase::quarantined:
      return draw_quarantined(ui, rect, storage, actions);
    case StoragePhase::failed:
      return draw_failed(ui, rect, storage, actions);
    case StoragePhase::closed:
    case StoragePhase::opening:
    case StoragePhase::checking:
    case StoragePhase::suspended:
    case StoragePhase::ready:
      if (storage.opening_slowly)
        (void)notice(ui, rect,
                     {.id = "storage.gate", .icon = Icon::hard_drive, .title = ui.say(Text::storage_opening)});
  }
}

}  // namespace mingchou::client
