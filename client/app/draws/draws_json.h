// Reading what the server says of draws, and writing what is sent. Fields that these do not know are left to later
// versions; every length is bounded. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/app/draws/draws_model.h"
#include "shared/json/fields.h"

namespace mingchou::client {

Result<Draw> read_draw(json::ObjectReader& reader);
/// Of a task's answer what a draw's screens tell of it.
Result<DrawTask> read_draw_task(json::ObjectReader& reader);
Result<DrawPlaces> read_draw_places(json::ObjectReader& reader);
Result<DrawChange> read_draw_change(json::ObjectReader& reader);
/// One trait of a conformity report.
Result<draw::TraitComparison> read_comparison(json::ObjectReader& reader);

struct TokenOfSeat {
  Uuid seat;
  std::string token;
};
struct PreparedDraw {
  /// Nothing where a seat was invited again.
  std::optional<Draw> draw;
  std::vector<TokenOfSeat> invitations;
};
Result<PreparedDraw> read_prepared_draw(json::ObjectReader& reader);

std::string prepare_draw_json(const PrepareDraw& request);
std::string typed_value_json(const TypeDrawValue& request);
std::string proposal_json(const ProposeSubstitution& request);
std::string proposal_json(const ProposeReplacement& request);

}  // namespace mingchou::client
