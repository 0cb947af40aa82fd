// /api/v1/user-inspectors: of the inspectors of one department what whoever keeps its users must know to say whose an
// account is: the name, and the number of the certificate that lasts longest. The system administrator has no part in
// the registers and sees no more of them than this.
#include "server/api/answers.h"
#include "server/api/handlers.h"
#include "server/data/readers.h"
#include "shared/codes/credit_code.h"
#include "shared/json/writer.h"

namespace mingchou::server {
namespace {

constexpr int found_default = 20, found_max = 50;
constexpr std::size_t text_bytes_max = 256;

/// ?1: a department's administrator's own one, NULL for others.
constexpr std::string_view columns =
    "SELECT id, name, coalesce((SELECT number FROM certificate WHERE inspector_id = inspector.id "
    "ORDER BY expires_on DESC, number LIMIT 1), '') FROM inspector "
    "WHERE valid_to IS NULL AND (?1 IS NULL OR department_id = ?1)";

void write_choice(json::Writer& writer, const Statement& row) {
  writer.begin_object().field("id", row.uuid(0).value_or(Uuid{}).text()).field("name", row.text(1));
  writer.field("certificate", row.text(2)).end_object();
}

Result<Response> list(const Request& request, const Caller& caller, Context& context) {
  const auto department = MC_TRY(query_id(request, "department_id"));
  if (!department) return fail(Error("server.field_invalid").with("field", "department_id"));
  const std::string text = MC_TRY(query_word(request, "text", text_bytes_max)).value_or("");
  const auto limit = MC_TRY(query_number(request, "limit", {1, found_max})).value_or(found_default);
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  bool has_more = false;
  MC_TRY(context.readers.read([&](Database& database) -> Result<> {
    Statement rows = MC_TRY(
        database.prepare(std::string(columns) +
                         " AND department_id = ?2 AND (?3 = '' OR instr(name, ?3) > 0 OR instr(staff_number, ?3) > 0 "
                         "OR EXISTS (SELECT 1 FROM certificate WHERE inspector_id = inspector.id AND "
                         "instr(number, ?4) > 0)) ORDER BY id LIMIT ?5"));
    rows.bind_all(caller.confined_to(), *department, text, normalise_code(text), limit + 1);
    std::int64_t count = 0;
    while (MC_TRY(rows.step())) {
      has_more = ++count > limit;
      if (has_more) break;
      write_choice(writer, rows);
    }
    return {};
  }));
  return json_response(std::move(writer.end_array().field("has_more", has_more).end_object()).take());
}

Result<Response> get(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const Uuid id = MC_TRY(path_id(request, parameters, "inspector"));
  json::Writer writer;
  const bool is_there = MC_TRY(context.readers.read([&](Database& database) -> Result<bool> {
    Statement row = MC_TRY(database.prepare(std::string(columns) + " AND id = ?2"));
    row.bind_all(caller.confined_to(), id);
    if (!MC_TRY(row.step())) return false;
    write_choice(writer, row);
    return true;
  }));
  if (!is_there) return not_found(request);
  return json_response(std::move(writer).take());
}

}  // namespace

Reply list_user_inspectors(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(list(request, caller, context));
}

Reply get_user_inspector(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(get(request, parameters, caller, context));
}

}  // namespace mingchou::server
