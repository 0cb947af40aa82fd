// This device's storage, in plain words: is what one wrote safe here, how much room is left, what was checked and
// when, and what to do if something is wrong.
#pragma once

#include <optional>

#include "client/app/model/model.h"
#include "client/app/ui/icons.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// The state of the storage in one line, its advice, and what can be done about it. For the home screen too.
struct StorageVerdict {
  Tone tone = Tone::info;
  Icon icon = Icon::info;
  Text title = Text::storage_opening;
  Text advice = Text::storage_opening_advice;
  std::optional<Text> action = {};
  StorageRequest request = StorageRequest::refresh;
};
StorageVerdict storage_verdict(const StorageModel& storage);

namespace storage_screen {

struct State {
  PageState page;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace storage_screen
}  // namespace mingchou::client
