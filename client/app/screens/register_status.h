// What stands in place of a list of targets while there is none (to be downloaded, on its way, being prepared, failed),
// and the strip above the list while a newer register arrives.
#pragma once

#include <string>

#include "client/app/model/model.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// For a list that has nothing to show yet. It scrolls where it does not fit.
void draw_missing_register(Ui& ui, const Rect& rect, PageState& page, const Model& all, Actions& actions);

/// Height of the strip about an update that runs or failed; 0 without one.
float update_strip_height(const Ui& ui, float width, const RegisterModel& model, bool failure_seen);
/// Sets `failure_seen` when the user closes a failure.
void draw_update_strip(Ui& ui, const Rect& rect, const RegisterModel& model, bool& failure_seen, Actions& actions);

/// Numbers of what has arrived, or why nothing does.
std::string download_words(const Ui& ui, const DownloadStatus& download);
bool is_running(const DownloadStatus& download);

}  // namespace mingchou::client
