// What the handlers of the registers share: how far a caller sees, entities as JSON without what the caller may not
// see, and bodies read into entities. Inside server/api only.
#pragma once

#include "server/api/answers.h"
#include "shared/json/writer.h"
#include "shared/registry/history.h"
#include "shared/registry/register_writer.h"

namespace mingchou::server {

/// The one department whose rows the caller sees; nothing for who sees all. Fewer fields are no fewer rows.
std::optional<DepartmentId> register_confinement(const Caller& caller);

/// Whether the caller may see a field of an entity (shared/access/register_fields.h). `entity` is "target" and the
/// like; of the path of a change ("licences/…/number") the first part counts.
bool may_see(const Caller& caller, std::string_view entity, std::string_view field);

/// Members of a content (shared/registry/content.h) that the caller may see, into an object that is begun.
void add_visible_members(json::Writer& writer, const Caller& caller, std::string_view entity, std::string_view content);
void add_state(json::Writer& writer, const EntityState& state);

std::string history_json(const HistoryPage& page, const Caller& caller, std::string_view entity);

/// Who changes a register now, and why.
Recorded recorded_now(const Caller& caller, Context& context, std::string reason);
CivilDate today_of_registers(Context& context);

/// The revision of If-Match. Errors: registry.revision_needed, registry.changed_meanwhile for what is no revision.
Result<std::int64_t> if_match_revision(const Request& request);
/// Error: registry.field_needed and the like for the reason of a change.
Result<std::string> read_reason(json::ObjectReader& reader);

/// The body of a create or change. Ids of parts are those that `old` has; parts without one get a new id.
/// Errors: those of shared/json, server.field_invalid, and the first that tidy_and_check() finds.
Result<Target> read_target(json::ObjectReader& reader, const Target& old, UuidGenerator& ids);
Result<Inspector> read_inspector(json::ObjectReader& reader, const Inspector& old, UuidGenerator& ids);
Result<Expert> read_expert(json::ObjectReader& reader, const Expert& old, UuidGenerator& ids);
Result<Department> read_department(json::ObjectReader& reader, const Department& old);

}  // namespace mingchou::server
