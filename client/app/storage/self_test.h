// Writes a scratch file, syncs it, and reads it back after it was closed and opened anew, before any entry is
// allowed. Some disks and private browser windows say "done" and keep nothing; here they are found out before a
// person's work depends on them.
//
// The scratch file of the last session that passed must still be whole, too: that is the longer half of the test.
// It is never written in place, so a session that was killed in the middle leaves nothing that looks like a loss.
#pragma once

#include <cstddef>
#include <string_view>

#include "shared/base/error.h"
#include "shared/base/random.h"
#include "shared/store/block_pool.h"

namespace mingchou::client {

class SelfTest {
 public:
  /// Whether a file of the pool is this test's own and holds nothing of worth.
  static bool is_scratch(std::string_view name);

  /// Looks at the last session's file, then writes and syncs a new one. "storage.self_test_failed" or
  /// "store.disk_full"; a bad file of the last session is gone then, so that the next attempt can pass.
  Result<> write(BlockPool& pool, Random& random);
  /// The slot that write() wrote: to be closed and opened anew before verify().
  std::size_t slot() const { return slot_; }
  /// Compares byte by byte and keeps the file for the next session.
  Result<> verify(BlockPool& pool);

 private:
  std::size_t slot_ = 0;
  Bytes content_;
};

}  // namespace mingchou::client
