// SQLite over a BlockPool: a VFS without shared memory and locks, for one connection per database
// (OpenOptions::exclusive). Temporary files stay in memory. Native and WebAssembly; one thread.
//
//   SimulatedDisk disk(6);                                   // or the OPFS handles
//   BlockPool pool = *BlockPool::open(disk);
//   auto vfs = *BlockVfs::create("tablet", pool, clock);
//   auto db = Database::open({.path = "work.db", .vfs = vfs->encrypted_name(), .key = key, .exclusive = true});
#pragma once

#include <memory>
#include <string>

#include "shared/base/error.h"
#include "shared/base/time.h"
#include "shared/store/block_pool.h"

namespace mingchou {

class BlockVfs {
 public:
  /// Registers it under `name`, which no other VFS has. Pool and clock must outlive it.
  static Result<std::unique_ptr<BlockVfs>> create(const std::string& name, BlockPool& pool, Clock& clock);
  BlockVfs(const BlockVfs&) = delete;
  BlockVfs& operator=(const BlockVfs&) = delete;
  /// Every database opened through it must be closed.
  ~BlockVfs();

  /// For OpenOptions::vfs without a key, and with one.
  const std::string& plain_name() const;
  const std::string& encrypted_name() const;

  /// The pool behind a registered block VFS, by either of its names; null for any other VFS. For renaming files.
  static BlockPool* pool_of(const std::string& vfs_name);

  struct State;

 private:
  explicit BlockVfs(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace mingchou
