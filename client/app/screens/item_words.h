// Item lists in words: whose a list is, what a version is, what is due, what went wrong. Draws nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "client/app/model/model.h"
#include "client/app/ui/icons.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// The department, or the joint list.
std::string owner_words(const Ui& ui, const Model& model, const items::Owner& owner);
/// "第 3 版", "草稿".
std::string version_words(const Ui& ui, const ListVersion& version);

struct StandingLook {
  Text words;
  Tone tone;
  Icon icon;
};
StandingLook look_of(const ListVersion& version);
/// From when to when, as far as it is known; "" for a draft.
std::string term_words(const Ui& ui, const ListVersion& version);
std::string_view channel_words(const Ui& ui, items::Channel channel);

/// What is to be done, and by when.
std::string duty_words(const Ui& ui, const items::Duty& duty);
std::string duty_due_words(const Ui& ui, const items::Duty& duty);
/// By when; that the day is not known yet, or may still move.
std::string due_words(const Ui& ui, const std::optional<CivilDate>& due, bool is_overdue, bool is_provisional);
/// Where it is done.
Route duty_route(const items::Duty& duty);

/// Names of departments and tags, for the domain's words.
items::NameOf names_of(const Model& model);
/// A field of an item (JSON text) as people read it.
std::string item_value_words(const Ui& ui, const Model& model, std::string_view field, const std::string& json);
/// "监管…-01 食品经营许可检查".
std::string item_name_words(const items::Item& item);
/// Class, category, inspecting body, ratio: what tells items apart in a list.
std::string item_detail_words(const Ui& ui, const items::Item& item);

/// Why something was not taken, with the names of fields and states that people know.
std::string item_error_words(const Ui& ui, const std::optional<Error>& error);

/// A day as people type it: 2026-1-31, 2026/01/31, 2026年1月31日, 20260131.
std::optional<CivilDate> typed_day(std::string_view text);
/// "5", "2.5%" in basis points.
std::optional<int> typed_percent(std::string_view text);

/// What stands where something is being read, or could not be.
void draw_unread(Ui& ui, const Rect& rect, std::string_view title_failed, const LoadState& state, bool& wants_retry);

}  // namespace mingchou::client
