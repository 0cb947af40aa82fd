// The append-only table of operations (`op`, client/migrations/0001_operations.sql): the next number and hash for each
// new one, the states, and the check of the whole chain. Runs wherever the store does; one thread.
//
//   Transaction transaction = MC_TRY(Transaction::begin(db));
//   const Operation operation = MC_TRY(log.append({...}));      // and the local state that it changes
//   MC_TRY(transaction.commit());                               // from here on it is "saved"
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/store/database.h"
#include "shared/sync/operation.h"

namespace mingchou::sync {

/// What the caller says of a new operation; number, hashes and state are the log's.
struct NewOperation {
  OperationId id;
  DeviceId device;
  std::int64_t epoch = 1;
  std::string user = {};
  std::string entity = {};
  Uuid entity_id = {};
  std::string kind = {};
  std::int64_t base_rev = 0;
  /// Canonical JSON of an object.
  std::string patch = "{}";
  Instant at = {};
  std::optional<std::int64_t> clock_offset_ms = {};
};

/// Where a chain does not hold, and what is wrong there.
struct ChainBreak {
  enum class Kind {
    gap,         // this number is missing
    link,        // prev_hash is not the hash of the operation before
    hash,        // the hash is not that of the content
    unreadable,  // the content can't be an operation
  };
  DeviceId device;
  std::int64_t epoch = 0;
  std::int64_t dev_seq = 0;
  Kind kind = Kind::gap;
};

struct ChainReport {
  std::int64_t operations = 0;
  std::optional<ChainBreak> first_break;
};

class OperationLog {
 public:
  /// The database outlives the log.
  explicit OperationLog(Database& db) : db_(db) {}

  /// Within the caller's transaction (an error outside of one). Errors: sync.bad_operation {field}, store.….
  Result<Operation> append(const NewOperation& content);

  Result<std::optional<Operation>> find(const OperationId& id);
  /// In the order in which they were made, device by device; at most `count_max` after `offset`.
  Result<std::vector<Operation>> of_entity(std::string_view entity, const Uuid& entity_id);
  Result<std::vector<Operation>> in_state(State state, std::int64_t count_max);
  /// The rows behind (epoch, dev_seq) of one device, for sending, export and rebuilding.
  Result<std::vector<Operation>> after(const DeviceId& device, std::int64_t epoch, std::int64_t dev_seq,
                                       std::int64_t count_max);
  Result<std::int64_t> count_in(State state);
  Result<std::int64_t> count();

  /// Within the caller's transaction. Error: sync.state_refused {from, to} where may_follow() says no or there is no
  /// such operation.
  Result<> set_state(const OperationId& id, State to);

  /// Reads everything once, all devices and epochs. An operation of another device whose beginning never came here
  /// counts from 1 all the same.
  Result<ChainReport> verify();

 private:
  Result<std::vector<Operation>> read(Statement& rows);
  Database& db_;
};

}  // namespace mingchou::sync
