// /api/v1/draws/{draw}/conformity: whether the result looks as chance alone would make it.
#include "server/api/draws.h"
#include "server/api/handlers.h"
#include "server/data/readers.h"
#include "server/draws/conformity.h"

namespace mingchou::server {
namespace {

void write_comparison(json::Writer& writer, const draw::TraitComparison& comparison) {
  writer.begin_object().field("trait", draw::text_of(comparison.trait));
  writer.field("simulated", comparison.simulated).field("as_far", comparison.as_far);
  writer.field("is_unusual", comparison.is_unusual()).key("values").begin_array();
  for (const draw::ValueComparison& value : comparison.values)
    writer.begin_object()
        .field("value", value.label)
        .field("eligible_count", value.eligible)
        .field("drawn_count", value.drawn)
        .field("expected", value.expected)
        .end_object();
  writer.end_array().end_object();
}

Result<Response> conformity(const Request& request, const Parameters& parameters, const Caller& caller,
                            Context& context) {
  const SeenDraw seen = MC_TRY(path_drawn(request, parameters, caller, context));
  const auto comparisons = MC_TRY(context.readers.read(
      [&](Database& database) { return compare_draw(database, seen.stored, context.data_folder); }));
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  for (const draw::TraitComparison& comparison : comparisons) write_comparison(writer, comparison);
  return json_response(std::move(writer.end_array().end_object()).take());
}

}  // namespace

Reply get_draw_conformity(const Request& request, const Parameters& parameters, const Caller& caller,
                          Context& context) {
  return reply_of(conformity(request, parameters, caller, context));
}

}  // namespace mingchou::server
