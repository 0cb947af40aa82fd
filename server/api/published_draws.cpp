// /api/v1/published-draws: what anybody may know of draws that are done, without login: the list, and each one's
// bundle as the law lets it be public on that day.
#include "server/api/check_parts.h"
#include "server/api/draws.h"
#include "server/api/handlers.h"
#include "server/data/readers.h"
#include "server/draws/bundles.h"
#include "server/draws/changes.h"

namespace mingchou::server {
namespace {

Result<> write_changes(json::Writer& writer, Database& database, const StoredDraw& stored) {
  writer.key("changes").begin_array();
  for (const ToldChange& change : MC_TRY(told_changes(database, stored))) {
    writer.begin_object().field("type", change.type).field("at_s", change.at_s);
    write_text_or_null(writer, "department", change.department);
    writer.field("log_number", change.log_number).field("leaf_index", change.leaf_index);
    writer.field("hash", change.hash).end_object();
  }
  writer.end_array();
  return {};
}

Result<> write_published(json::Writer& writer, Database& database, const StoredDraw& stored, Instant now) {
  const auto task = MC_TRY(tasks::find_task(database, stored.draw.task_id));
  if (!task) return {};
  const plans::Row& work = task->task.work;
  writer.begin_object()
      .field("task_number", task->number)
      .field("task_name", work.name)
      .field("first_day", work.first_day.text())
      .field("last_day", work.last_day.text())
      .field("is_sealed", task->task.is_sealed)
      .field("is_joint", work.is_joint());
  MC_TRY(write_changes(writer, database, stored));
  writer.key("draw");
  write_draw(writer, stored, DrawView::open, now);
  writer.end_object();
  return {};
}

Result<Response> list(const Request& request, Context& context) {
  DrawQuery query{.is_planned = true};
  if (const auto id = MC_TRY(query_id(request, "cursor"))) query.before = DrawId{*id};
  query.limit =
      static_cast<int>(MC_TRY(query_number(request, "limit", {1, items::page_max})).value_or(items::page_default));
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  std::optional<DrawId> next;
  MC_TRY(context.readers.read([&](Database& database) -> Result<> {
    std::vector<StoredDraw> draws = MC_TRY(read_draws(database, query));
    if (draws.size() > static_cast<std::size_t>(query.limit)) {
      draws.pop_back();
      next = draws.back().draw.id;
    }
    for (const StoredDraw& stored : draws) MC_TRY(write_published(writer, database, stored, context.clock.now()));
    return {};
  }));
  writer.end_array();
  write_id(writer, "next_cursor", next);
  return json_response(std::move(writer.end_object()).take());
}

Result<Response> bundle(const Request& request, const Parameters& parameters, Context& context) {
  const DrawId id{MC_TRY(path_id(request, parameters, "draw"))};
  std::string number;
  std::optional<draw::BundleContent> content;
  std::optional<StoredDraw> stored;
  MC_TRY(context.readers.read([&](Database& database) -> Result<> {
    stored = MC_TRY(find_draw(database, id));
    if (!stored || !stored->outcome) return not_found(request);
    const auto task = MC_TRY(tasks::find_task(database, stored->draw.task_id));
    if (task) number = task->number;
    content = MC_TRY(bundle_content(database, *stored));
    return {};
  }));
  Response response;
  response.set("Content-Type", "application/jsonl");
  response.set("Content-Disposition", attachment("draw-" + number + ".jsonl"));
  response.body = MC_TRY(public_bundle(*stored, *content, context.data_folder, today_of(context)));
  return response;
}

}  // namespace

Reply list_published_draws(const Request& request, const Parameters&, const Caller&, Context& context) {
  return reply_of(list(request, context));
}

Reply get_public_bundle(const Request& request, const Parameters& parameters, const Caller&, Context& context) {
  return reply_of(bundle(request, parameters, context));
}

}  // namespace mingchou::server
