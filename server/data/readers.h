// A pool of read-only connections: readers never wait for the writer, and the writer never for them.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <type_traits>
#include <vector>

#include "shared/base/error.h"
#include "shared/store/database.h"

namespace mingchou::server {

class Readers {
 public:
  /// The database must exist and be migrated.
  static Result<std::unique_ptr<Readers>> open(const std::string& path, std::size_t count);

  /// Calls `read(Database&)`, which returns a Result, on a connection that no other thread uses meanwhile. Keep it
  /// short, and keep no Statement of it. Error of its own: server.busy if no connection comes free in time.
  template <class Read>
  auto read(Read&& read) -> std::invoke_result_t<Read, Database&> {
    std::unique_ptr<Database> database = take();
    if (database == nullptr) return fail(Error("server.busy").because("no reader free"));
    const GiveBack give_back{*this, database};
    return read(*database);
  }

 private:
  struct GiveBack {
    Readers& readers;
    std::unique_ptr<Database>& database;
    ~GiveBack() { readers.give_back(std::move(database)); }
  };

  Readers() = default;
  std::unique_ptr<Database> take();
  void give_back(std::unique_ptr<Database> database);

  std::mutex mutex_;
  std::condition_variable is_free_;
  std::vector<std::unique_ptr<Database>> free_;
};

}  // namespace mingchou::server
