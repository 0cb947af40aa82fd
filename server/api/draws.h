// What the routes of draws share: how a draw is shown to whom, and the step that follows by itself. Inside server/api
// only.
#pragma once

#include "server/api/tasks.h"
#include "server/draws/settlement.h"

namespace mingchou::server {

/// Who looks at a draw.
enum class DrawView {
  office,   // those who hold it: with who typed what is not agreed on yet
  witness,  // with the plan
  open      // anybody: nobody of the office is named to them, nor to witnesses
};
/// `seat`: whose view it is, of a witness.
void write_draw(json::Writer& writer, const StoredDraw& stored, DrawView view, Instant now,
                const std::optional<SeatId>& seat = {});

struct SeenDraw {
  StoredDraw stored;
  tasks::StoredTask task;
};
/// A file of JSON Lines, named after the task.
Response lines_response(const SeenDraw& seen, const std::string& what, std::string lines);
/// The draw of the path's {draw}, if the caller sees its task. Error: server.not_found.
Result<SeenDraw> path_draw(const Request& request, const Parameters& parameters, const Caller& caller,
                           Context& context);

/// The same for what tells whom it drew (tasks::may_know_drawn()). Error also: ceremony.sealed {day}.
Result<SeenDraw> path_drawn(const Request& request, const Parameters& parameters, const Caller& caller,
                            Context& context);

/// What somebody types of a public value: {"name", "value"}.
struct TypedValue {
  std::string name, value;
};
Result<TypedValue> read_typed_value(json::ObjectReader& reader);
/// With the leaf that tells of it once two people agree. Errors: those of ceremony::type_value().
Result<std::vector<std::string>> type_value(ceremony::Draw& draw, const TypedValue& typed, std::string_view by,
                                            std::uint64_t at_s);

/// Draws if every value is known. Error: why it could not; the server's log has it too, the draw stays settling, and is
/// tried again at the next start or when somebody asks.
Result<> settle_if_due(const DrawId& id, Context& context);
/// The same after a step, which is kept and answered whatever comes of this.
void settle_after_step(const DrawId& id, Context& context);

}  // namespace mingchou::server
