// A snapshot of the target register, made once and sent to many tablets: a manifest and parts that never change.
//
// A part is JSON Lines (target_lines.h), named by the hash of its bytes; the snapshot is named by the hashes of its
// parts, so equal registers make equal snapshots, on any server and after any restart. Departments and tags stand in a
// part of their own before those of the targets. Where a part ends depends on the ids in it: a target that comes or
// goes changes the part it stands in and leaves the others as they are, so that neither the server packs them anew nor
// a tablet that holds them has to fetch them again.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "server/snapshot/target_lines.h"
#include "shared/base/error.h"
#include "shared/base/time.h"
#include "shared/store/database.h"

namespace mingchou::server {

/// Lines of a part of targets: at least and at most, 1,300 on average.
inline constexpr std::size_t part_lines_min = 500;
inline constexpr std::size_t part_lines_max = 2000;
/// Of the lines of any part: what a tablet must hold at once. Only rows far beyond the usual ever reach it.
inline constexpr std::size_t part_raw_bytes_max = 4 * 1024 * 1024;

class SnapshotPart {
 public:
  using Content = std::shared_ptr<const std::string>;

  static Result<std::shared_ptr<const SnapshotPart>> pack(std::string_view lines, std::size_t line_count,
                                                          std::string sha256);
  std::size_t line_count() const { return line_count_; }
  std::size_t raw_bytes() const { return raw_bytes_; }
  /// Of the lines as they are, in hexadecimal.
  const std::string& sha256() const { return sha256_; }

  const Content& brotli() const { return brotli_; }
  /// Made when it is first asked for: hardly a client does.
  Result<Content> gzip() const;
  /// Unpacked anew each time.
  Result<Content> plain() const;

 private:
  SnapshotPart(std::size_t line_count, std::size_t raw_bytes, std::string sha256)
      : line_count_(line_count), raw_bytes_(raw_bytes), sha256_(std::move(sha256)) {}

  const std::size_t line_count_;
  const std::size_t raw_bytes_;
  const std::string sha256_;
  Content brotli_;
  mutable std::mutex mutex_;  // guards what follows
  mutable Content gzip_;
};

struct Snapshot {
  std::string id;  // 64 hexadecimal digits
  Instant created_at;
  std::int64_t register_version = 0;
  std::uint64_t target_count = 0;
  std::vector<std::shared_ptr<const SnapshotPart>> parts;
  /// What GET /api/v1/snapshots/targets answers.
  std::shared_ptr<const std::string> manifest;
};

struct SnapshotBuild {
  Instant now;
  RegisterPart part = {};
  /// Its parts are taken over where they are the same.
  const Snapshot* previous = nullptr;
  /// Of all parts together, compressed.
  std::size_t bytes_max = 0;
  const std::atomic<bool>& is_cancelled;
};

/// Reads that part of the register in one transaction of this connection; memory is bounded by what is packed and one
/// part. Errors: snapshot.too_large {mib_max}, store.cancelled, those of read_target_lines().
Result<std::shared_ptr<const Snapshot>> build_target_snapshot(Database& db, const SnapshotBuild& build);

/// Bytes of Brotli that these hold in memory; a part that several share counts once.
std::size_t bytes_held(const std::vector<std::shared_ptr<const Snapshot>>& snapshots);

}  // namespace mingchou::server
