// What the sources of the store share. Inside shared/items and shared/plans.
#pragma once

#include <algorithm>

#include "shared/items/rules.h"
#include "shared/items/store.h"

namespace mingchou::items {

inline std::optional<std::string> date_text(const std::optional<CivilDate>& date) {
  return date ? std::optional(date->text()) : std::nullopt;
}

/// What the program wrote is a date; what can't be is the first day of all.
inline CivilDate date_of(const Statement& row, int column) {
  return CivilDate::parse(row.text(column)).value_or(CivilDate::first());
}

inline std::optional<CivilDate> date_or_nothing(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return date_of(row, column);
}

inline std::optional<Instant> instant_or_nothing(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return row.instant(column);
}

inline std::optional<crypto::Digest> digest_or_nothing(const Statement& row, int column) {
  const BytesView bytes = row.blob(column);
  crypto::Digest digest{};
  if (bytes.size() != digest.size()) return std::nullopt;
  std::ranges::copy(bytes, digest.begin());
  return digest;
}

template <class IdType>
IdType id_of(const Statement& row, int column) {
  return {row.uuid(column).value_or(Uuid{})};
}

/// Current departments of this database. One that can't be read counts as not there: the change is refused.
inline FindDepartment department_finder(Database& db) {
  return [&db](const DepartmentId& id) -> std::optional<DepartmentFacts> {
    auto find = db.prepare("SELECT kind, name FROM department WHERE id = ? AND valid_to IS NULL");
    if (!find) return std::nullopt;
    find->bind(1, id);
    const auto found = find->step();
    if (!found || !*found) return std::nullopt;
    DepartmentFacts facts{.kind = DepartmentKind::bureau, .name = std::string(find->text(1))};
    for (const auto kind : {DepartmentKind::joint_meeting_office, DepartmentKind::branch})
      if (find->text(0) == text_of(kind)) facts.kind = kind;
    return facts;
  };
}

/// The version may make this step and is as it was when it was looked at. Errors: items.wrong_state,
/// items.changed_meanwhile.
Result<> demand_step(Database& db, const Version& version, Event event, std::int64_t expected);
/// The version may make this step.
inline Result<> demand_step(const Version& version, Event event) {
  MC_TRY(step(version.state, event));
  return {};
}
/// The version as it is now may make this step, whatever its revision.
Result<> demand_step_now(Database& db, const VersionId& id, Event event);

}  // namespace mingchou::items
