// Draws in words: stages, seats, forms of public values, what is awaited, what went wrong. Draws nothing.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/app/model/model.h"
#include "client/app/ui/icons.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct DrawLook {
  Text words;
  Tone tone;
  Icon icon;
};
DrawLook look_of(ceremony::Stage stage);
DrawLook look_of(SeatState state);
DrawLook look_of(ChangeState state);

std::string draw_round_words(const Ui& ui, const Draw& draw);
/// "6 位数字".
std::string public_form_words(const Ui& ui, const draw::PublicForm& form);
/// Forms that can be chosen, `digits` standing for any number of them.
std::span<const std::pair<std::string_view, Text>> announced_forms();
std::string_view reason_words(const Ui& ui, draw::SubstitutionReason reason);
std::string_view reason_words(const Ui& ui, draw::ReplacementReason reason);

/// One plain sentence: what the draw waits for.
std::string draw_next_words(const Ui& ui, const Model& model, const Draw& draw);
/// Why a value can't be typed yet; how long to wait. Nothing: it can.
std::optional<double> ms_until_typed(const Model& model, const DrawValue& value);
/// "5月6日 15:04" of seconds since 1970.
std::string moment_words(const Ui& ui, const Model& model, std::int64_t at_s);
/// In groups of four characters.
std::string grouped_hash(std::string_view hash);
std::string first_of_hash(std::string_view hash);

/// Where a witness opens the invitation.
std::string invitation_link(const Model& model, const std::string& token);
std::string verify_link(const Model& model);

/// What the target or inspector of a place is called; the id where no name is told.
std::string target_words(const DrawPlaces& places, const std::string& id);
std::string inspector_words(const Ui& ui, const Model& model, const DrawPlaces& places, const std::string& id);
/// "张三（市场监管局）、…"
std::string team_words(const Ui& ui, const Model& model, const DrawPlaces& places, const DrawPlace& place);

std::string draw_error_words(const Ui& ui, const std::optional<Error>& error);

}  // namespace mingchou::client
