#include "shared/sync/operation_log.h"

#include <algorithm>

namespace mingchou::sync {
namespace {

#define MC_OP_COLUMNS                                                                                 \
  "op_id, device, epoch, dev_seq, user, entity, entity_id, kind, base_rev, patch, at, clock_offset, " \
  "prev_hash, hash, state"

Result<crypto::Digest> digest_at(const Statement& row, int column) {
  crypto::Digest digest;
  if (row.blob(column).size() != digest.size()) return fail(Error("store.damaged").with("path", "op"));
  std::ranges::copy(row.blob(column), digest.begin());
  return digest;
}

Result<Uuid> uuid_at(const Statement& row, int column) {
  const auto id = row.uuid(column);
  if (!id) return fail(Error("store.damaged").with("path", "op"));
  return *id;
}

Result<Operation> read_row(const Statement& row) {
  Operation operation;
  operation.id = {MC_TRY(uuid_at(row, 0))};
  operation.device = {MC_TRY(uuid_at(row, 1))};
  operation.epoch = row.int64(2);
  operation.dev_seq = row.int64(3);
  operation.user = row.text(4);
  operation.entity = row.text(5);
  operation.entity_id = MC_TRY(uuid_at(row, 6));
  operation.kind = row.text(7);
  operation.base_rev = row.int64(8);
  operation.patch = row.text(9);
  operation.at = row.instant(10);
  if (!row.is_null(11)) operation.clock_offset_ms = row.int64(11);
  operation.prev_hash = MC_TRY(digest_at(row, 12));
  operation.hash = MC_TRY(digest_at(row, 13));
  const auto state = state_from(row.text(14));
  if (!state) return fail(Error("store.damaged").with("path", "op"));
  operation.state = *state;
  return operation;
}

/// Walks one chain after another and remembers where the first does not hold.
class ChainCheck {
 public:
  void take(const Operation& operation) {
    if (report_.operations++ == 0 || operation.device != last_.device || operation.epoch != last_.epoch)
      begin_chain(operation);
    if (!report_.first_break) report_.first_break = break_at(operation);
    last_ = operation;
  }
  ChainReport report() const { return report_; }

 private:
  void begin_chain(const Operation& operation) {
    last_ = {};
    last_.device = operation.device;
    last_.epoch = operation.epoch;
  }

  std::optional<ChainBreak> break_at(const Operation& operation) const {
    ChainBreak found{operation.device, operation.epoch, operation.dev_seq, ChainBreak::Kind::gap};
    if (operation.dev_seq != last_.dev_seq + 1) {
      found.dev_seq = last_.dev_seq + 1;
      return found;
    }
    found.kind = ChainBreak::Kind::link;
    if (operation.prev_hash != last_.hash) return found;
    const auto hash = hash_of(operation);
    found.kind = hash ? ChainBreak::Kind::hash : ChainBreak::Kind::unreadable;
    if (!hash || *hash != operation.hash) return found;
    return std::nullopt;
  }

  Operation last_;
  ChainReport report_;
};

}  // namespace

Result<Operation> OperationLog::append(const NewOperation& content) {
  if (!db_.in_transaction())
    return fail(Error("store.internal").with("code", 0).because("an operation outside of a transaction"));
  Operation operation{.id = content.id,
                      .device = content.device,
                      .epoch = content.epoch,
                      .dev_seq = 1,
                      .user = content.user,
                      .entity = content.entity,
                      .entity_id = content.entity_id,
                      .kind = content.kind,
                      .base_rev = content.base_rev,
                      .patch = content.patch,
                      .at = content.at,
                      .clock_offset_ms = content.clock_offset_ms};
  {
    Statement last = MC_TRY(
        db_.prepare("SELECT dev_seq, hash FROM op WHERE device = ? AND epoch = ? ORDER BY dev_seq DESC LIMIT 1"));
    last.bind_all(operation.device, operation.epoch);
    if (MC_TRY(last.step())) {
      operation.dev_seq = last.int64(0) + 1;
      operation.prev_hash = MC_TRY(digest_at(last, 1));
    }
  }
  operation.hash = MC_TRY(hash_of(operation));
  MC_TRY(db_.run("INSERT INTO op(" MC_OP_COLUMNS ") VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", operation.id,
                 operation.device, operation.epoch, operation.dev_seq, operation.user, operation.entity,
                 operation.entity_id, operation.kind, operation.base_rev, operation.patch, operation.at,
                 operation.clock_offset_ms, BytesView(operation.prev_hash), BytesView(operation.hash),
                 text_of(operation.state)));
  return operation;
}

Result<std::vector<Operation>> OperationLog::read(Statement& rows) {
  std::vector<Operation> operations;
  while (MC_TRY(rows.step())) operations.push_back(MC_TRY(read_row(rows)));
  return operations;
}

Result<std::optional<Operation>> OperationLog::find(const OperationId& id) {
  Statement row = MC_TRY(db_.prepare("SELECT " MC_OP_COLUMNS " FROM op WHERE op_id = ?"));
  row.bind_all(id);
  if (!MC_TRY(row.step())) return std::nullopt;
  return MC_TRY(read_row(row));
}

Result<std::vector<Operation>> OperationLog::of_entity(std::string_view entity, const Uuid& entity_id) {
  Statement rows = MC_TRY(db_.prepare("SELECT " MC_OP_COLUMNS
                                      " FROM op WHERE entity = ? AND entity_id = ? ORDER BY device, epoch, dev_seq"));
  rows.bind_all(entity, entity_id);
  return read(rows);
}

Result<std::vector<Operation>> OperationLog::in_state(State state, std::int64_t count_max) {
  Statement rows =
      MC_TRY(db_.prepare("SELECT " MC_OP_COLUMNS " FROM op WHERE state = ? ORDER BY device, epoch, dev_seq LIMIT ?"));
  rows.bind_all(text_of(state), count_max);
  return read(rows);
}

Result<std::vector<Operation>> OperationLog::after(const DeviceId& device, std::int64_t epoch, std::int64_t dev_seq,
                                                   std::int64_t count_max) {
  Statement rows = MC_TRY(db_.prepare("SELECT " MC_OP_COLUMNS
                                      " FROM op WHERE device = ? AND (epoch, dev_seq) > (?, ?) ORDER BY epoch, dev_seq"
                                      " LIMIT ?"));
  rows.bind_all(device, epoch, dev_seq, count_max);
  return read(rows);
}

Result<std::int64_t> OperationLog::count_in(State state) {
  Statement row = MC_TRY(db_.prepare("SELECT count(*) FROM op WHERE state = ?"));
  row.bind_all(text_of(state));
  MC_TRY(row.step());
  return row.int64(0);
}

Result<std::int64_t> OperationLog::count() { return db_.number("SELECT count(*) FROM op"); }

Result<> OperationLog::set_state(const OperationId& id, State to) {
  const auto operation = MC_TRY(find(id));
  const std::string_view from = operation ? text_of(operation->state) : "";
  if (!operation || !may_follow(operation->state, to))
    return fail(Error("sync.state_refused").with("from", from).with("to", text_of(to)));
  return db_.run("UPDATE op SET state = ? WHERE op_id = ?", text_of(to), id);
}

Result<ChainReport> OperationLog::verify() {
  Statement rows = MC_TRY(db_.prepare("SELECT " MC_OP_COLUMNS " FROM op ORDER BY device, epoch, dev_seq"));
  ChainCheck check;
  while (MC_TRY(rows.step())) check.take(MC_TRY(read_row(rows)));
  return check.report();
}

}  // namespace mingchou::sync
