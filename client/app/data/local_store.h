// The tablet's database: opened, brought to this program's schema, and its parts at hand. Everything that a person
// does on the tablet is kept here first. One thread; over the system's files or a BlockVfs, with a key or without.
//
//   auto store = MC_TRY(LocalStore::open(options, clock, random));
//   MC_TRY(store->notes().add(target, name, text));
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "client/app/data/notes.h"
#include "client/app/data/register_store.h"
#include "shared/store/database.h"
#include "shared/store/migration.h"
#include "shared/sync/operation_log.h"

namespace mingchou::client {

namespace setting_limits {
inline constexpr std::size_t key_bytes_max = 64;
inline constexpr std::size_t value_bytes_max = 4096;
}  // namespace setting_limits

class LocalStore {
 public:
  /// Clock and randomness outlive the store. Before a database with something in it is migrated, a checked copy is made
  /// beside it (`<path>.before-<version>`); a database of a newer program is refused and not touched
  /// (store.newer_schema). The tablet's id is made once.
  static Result<std::unique_ptr<LocalStore>> open(const OpenOptions& options, Clock& clock, Random& random);
  /// The same with another set of migrations: for tests.
  static Result<std::unique_ptr<LocalStore>> open(const OpenOptions& options, const SchemaOptions& schema, Clock& clock,
                                                  Random& random);
  LocalStore(const LocalStore&) = delete;
  LocalStore& operator=(const LocalStore&) = delete;

  const Author& author() const { return author_; }
  /// Of the session that begins; "" without one.
  void set_user(std::string_view user) {
    author_.user = user;
    notes_.author_changed();
  }
  /// Server's clock minus the tablet's, as last measured.
  void set_clock_offset_ms(std::optional<std::int64_t> offset_ms) { author_.clock_offset_ms = offset_ms; }

  Notes& notes() { return notes_; }
  sync::OperationLog& operations() { return log_; }
  RegisterStore& register_store() { return register_; }
  Database& database() { return db_; }

  Result<std::optional<std::string>> setting(std::string_view key);
  /// Error: client.setting_too_long {bytes_max}.
  Result<> set_setting(std::string_view key, std::string_view value);

  /// What the server said last to the author's user, to be read without network. Error: store.….
  Result<> keep_answer(std::string_view what, std::string_view content);
  struct KeptAnswer {
    std::string content;
    Instant read_at;
  };
  Result<std::optional<KeptAnswer>> kept_answer(std::string_view what);

  /// Operations by state, for the page about the storage. Their sum is the number of all.
  Result<std::int64_t> operations_in(sync::State state) { return log_.count_in(state); }

 private:
  LocalStore(Database db, Clock& clock, Random& random);
  Result<> load_tablet();

  Database db_;
  Clock& clock_;
  UuidGenerator ids_;
  Author author_;
  sync::OperationLog log_;
  Notes notes_;
  RegisterStore register_;
};

}  // namespace mingchou::client
