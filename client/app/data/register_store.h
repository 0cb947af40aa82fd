// The downloaded target register in the tablet's database: arriving, current and leaving generations (see
// client/migrations/0003_register.sql), and reading of the current one. One thread; every call is short.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "client/app/data/register_snapshot.h"
#include "shared/store/database.h"

namespace mingchou::client {

struct Generation {
  std::int64_t number = 0;
  std::string snapshot;
  /// When the server made it.
  Instant made_at;
  /// When it became current here.
  std::optional<Instant> installed_at = {};
  std::int64_t target_count = 0;
  std::int64_t bytes = 0;
  std::int64_t raw_bytes = 0;
};

struct ArrivingPart {
  SnapshotPart part;
  std::int64_t rows_written = 0;
  /// Of its targets; rises from row to row.
  std::optional<TargetId> last_id = {};
  bool complete() const { return rows_written == part.row_count; }
};

/// Rows of the same content in another generation.
struct PartSource {
  std::int64_t generation = 0;
  TargetId first_id, last_id;
};

/// What a list shows of a target.
struct TargetRow {
  TargetId id;
  std::string name;
  std::string kind, status;
  std::optional<std::string> credit_code, registration_number, legal_person, address;
  std::string township_code;
  std::optional<CivilDate> established_on, last_checked_on;
};

/// What a target's page shows.
struct TargetDetails {
  RegisterTarget target;
  std::optional<RegisterDepartment> department;
  std::vector<RegisterTag> tags;
  /// Name of the producer, builder or actor, if the target has one and the register too.
  std::optional<std::string> holder_name;
};

/// What the index keeps of a target; the views live during the call that gives it.
struct TargetEntry {
  TargetId id;
  std::string_view kind, name, credit_code, registration_number, status, township_code, address, industry_code;
  DepartmentId responsible_department_id;
  std::optional<CivilDate> established_on, last_checked_on;
  /// Ids of 16 bytes, one behind the other.
  BytesView tags;
};

class RegisterStore {
 public:
  explicit RegisterStore(Database& db) : db_(db) {}

  // --- reading
  Result<std::optional<Generation>> current();
  Result<std::vector<RegisterDepartment>> departments(std::int64_t generation);
  Result<std::vector<RegisterTag>> tags(std::int64_t generation);
  Result<std::optional<TargetRow>> row(std::int64_t generation, const TargetId& id);
  /// Of the current generation.
  Result<std::optional<RegisterTarget>> target(const TargetId& id);
  Result<std::optional<TargetDetails>> details(const TargetId& id);
  /// Up to `count` targets behind `after` in the order of ids; how many came.
  Result<std::int64_t> scan(std::int64_t generation, const std::optional<TargetId>& after, std::int64_t count,
                            const std::function<Result<>(const TargetEntry&)>& take);

  // --- single targets of the current generation, as the server has just told them
  /// One that is there is replaced; false: there is no register on this device to put them in.
  Result<bool> put_targets(const std::vector<RegisterTarget>& targets);
  /// It has left the register.
  Result<bool> remove_target(const TargetId& id);

  // --- a generation that arrives
  Result<std::optional<Generation>> arriving();
  /// Another one that arrives is overtaken: its parts can be copied from until this one is installed.
  Result<Generation> begin(const Manifest& manifest);
  Result<std::vector<ArrivingPart>> parts(std::int64_t generation);
  /// Where rows of the same content stand already, if they do: the current generation or the one overtaken last.
  Result<std::optional<PartSource>> source_of(const SnapshotPart& part);
  /// Copies up to `rows` further rows of a part, in one transaction with its progress, which is noted in `progress`
  /// too.
  Result<> copy_some(std::int64_t generation, std::int64_t part, const PartSource& source, std::int64_t rows,
                     ArrivingPart& progress);
  /// Gives up the arriving one for good.
  Result<> abandon();
  /// The server has dropped the snapshot of the arriving one: it stays to copy from.
  Result<> overtake();
  /// What is here and what arrives is another user's: all of it leaves.
  Result<> forget();
  /// Makes the arriving generation current, in one transaction. Error: register.bad_snapshot if it is not whole.
  Result<> install(Instant now);

  /// Removes up to `rows` rows of what leaves. False: there is nothing left to remove.
  Result<bool> remove_some(std::int64_t rows);

 private:
  Result<std::optional<Generation>> in_state(std::string_view state);
  Result<bool> ids_rise(std::int64_t generation);
  Result<> put_target(std::int64_t generation, const RegisterTarget& target);
  Result<> count_change(std::int64_t generation, const TargetId& id, std::int64_t more);
  Result<bool> remove_from(std::string_view table, std::int64_t generation, std::int64_t rows);
  Database& db_;
};

/// Writes lines of one part: one transaction with its progress.
class PartWriter {
 public:
  static Result<PartWriter> begin(Database& db, std::int64_t generation, std::int64_t part,
                                  const ArrivingPart& progress);

  /// Error: register.bad_snapshot if ids don't rise.
  Result<> write(const RegisterLine& line);
  std::int64_t rows_written() const { return progress_.rows_written; }
  /// How far the part is, on the disk when it returns; without it nothing has happened.
  Result<ArrivingPart> commit();

 private:
  PartWriter(Database& db, Transaction transaction, std::int64_t generation, std::int64_t part,
             const ArrivingPart& progress)
      : db_(db), transaction_(std::move(transaction)), generation_(generation), part_(part), progress_(progress) {}
  Result<> insert(const RegisterTarget& target);

  Database& db_;
  Transaction transaction_;
  std::int64_t generation_, part_;
  ArrivingPart progress_;
  std::optional<TargetId> first_id_;
  std::int64_t targets_ = 0;
};

}  // namespace mingchou::client
