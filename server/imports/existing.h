// What stands in the register already, and what a row would change of it. Reads from a database of registers.
#pragma once

#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "server/imports/entity_values.h"
#include "server/imports/problem.h"
#include "server/imports/row_check.h"
#include "shared/registry/register_reader.h"
#include "shared/store/database.h"

namespace mingchou::imports {

/// The entry that a row is about, with what the row makes of it.
struct Match {
  /// Says that the entry is there; an error if the row contradicts the register.
  Problem problem;
  /// Empty if the row says nothing new, or may not change the entry.
  std::vector<Change> changes = {};
  /// The entry as it will be, and the revision that it is made from.
  std::variant<std::monostate, Target, Inspector, Expert> entity = {};
  std::int64_t revision = 0;
};

class Existing {
 public:
  Existing(Database& database, Register which, const DepartmentId& department, const KnownNames& known,
           UuidGenerator& ids)
      : database_(database), which_(which), department_(department), known_(known), ids_(ids) {}

  /// Targets are known by credit code, registration number, the platform's number, or else their name; inspectors by
  /// certificate, staff number, the platform's number; experts by the platform's number, or else by name and
  /// institution. Nothing if the row is new.
  Result<std::optional<Match>> find(const Values& given);

 private:
  Result<std::optional<Match>> find_target(const Values& given);
  Result<std::optional<Match>> find_inspector(const Values& given);
  Result<std::optional<Match>> find_expert(const Values& given);
  Result<std::optional<Uuid>> namesake(const Values& given);
  Result<std::optional<Uuid>> id_where(std::string_view condition, std::string_view value);
  Result<std::optional<Uuid>> holder_of_certificates(const Values& given);
  template <class Entity>
  Result<std::optional<Match>> match(const Stored<Entity>& stored, const DepartmentId& owner, const Values& given);

  Database& database_;
  const Register which_;
  const DepartmentId department_;
  const KnownNames& known_;
  UuidGenerator& ids_;
};

}  // namespace mingchou::imports
