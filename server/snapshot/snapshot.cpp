#include "server/snapshot/snapshot.h"

#include <set>
#include <unordered_map>

#include "server/snapshot/compression.h"
#include "shared/base/hex.h"
#include "shared/crypto/hash.h"
#include "shared/json/writer.h"

namespace mingchou::server {
namespace {

constexpr int manifest_format = 1;

std::string sha256_of(std::string_view bytes) { return to_hex(crypto::hash(crypto::Suite::sha256, as_bytes(bytes))); }

/// One id in 1,024: the last bytes of a UUIDv7 are random.
bool ends_part(const Uuid& id) {
  constexpr unsigned mask = 0x3FF;
  return (((static_cast<unsigned>(id.bytes[14]) << 8) | id.bytes[15]) & mask) == 0;
}

/// Takes lines and packs them into parts.
class Parts {
 public:
  explicit Parts(const SnapshotBuild& build) : build_(build) {
    if (build.previous == nullptr) return;
    for (const auto& part : build.previous->parts) known_.emplace(part->sha256(), part);
  }

  Result<> add(const TargetLine& line) {
    if (build_.is_cancelled) return fail(Error("store.cancelled"));
    const bool is_target = line.kind == TargetLine::Kind::target;
    const bool begins_targets = is_target && target_count_ == 0;
    if (begins_targets || lines_.size() + line.text.size() + 1 > part_raw_bytes_max) MC_TRY(close());
    (lines_ += line.text) += '\n';
    ++line_count_;
    if (!is_target) return {};
    ++target_count_;
    const bool is_full = line_count_ >= part_lines_max || (line_count_ >= part_lines_min && ends_part(line.id));
    return is_full ? close() : Result<>();
  }

  /// Ends the present part, if it has a line.
  Result<> close() {
    if (line_count_ == 0) return {};
    std::string sha256 = sha256_of(lines_);
    const auto known = known_.find(sha256);
    parts_.push_back(known != known_.end() ? known->second
                                           : MC_TRY(SnapshotPart::pack(lines_, line_count_, std::move(sha256))));
    bytes_ += parts_.back()->brotli()->size();
    lines_.clear();
    line_count_ = 0;
    constexpr std::size_t mib = 1024 * 1024;
    if (bytes_ > build_.bytes_max)
      return fail(Error("snapshot.too_large").with("mib_max", static_cast<long long>(build_.bytes_max / mib)));
    return {};
  }

  std::uint64_t target_count() const { return target_count_; }
  std::vector<std::shared_ptr<const SnapshotPart>> take() && { return std::move(parts_); }

 private:
  const SnapshotBuild& build_;
  std::unordered_map<std::string, std::shared_ptr<const SnapshotPart>> known_;
  std::vector<std::shared_ptr<const SnapshotPart>> parts_;
  std::size_t bytes_ = 0;
  std::uint64_t target_count_ = 0;
  // The present part.
  std::string lines_;
  std::size_t line_count_ = 0;
};

std::string id_of(const Snapshot& snapshot) {
  std::string list = "mingchou snapshot " + std::to_string(manifest_format) + "\n";
  for (const auto& part : snapshot.parts) (list += part->sha256()) += '\n';
  return sha256_of(list);
}

std::string manifest_of(const Snapshot& snapshot) {
  std::size_t bytes = 0, raw_bytes = 0;
  for (const auto& part : snapshot.parts) {
    bytes += part->brotli()->size();
    raw_bytes += part->raw_bytes();
  }
  json::Writer writer;
  writer.begin_object()
      .field("format", manifest_format)
      .field("snapshot", snapshot.id)
      .field("created_at", snapshot.created_at.ms)
      .field("row_count", snapshot.target_count)
      .field("bytes", bytes)
      .field("raw_bytes", raw_bytes)
      .key("parts")
      .begin_array();
  for (std::size_t i = 0; i < snapshot.parts.size(); ++i) {
    const SnapshotPart& part = *snapshot.parts[i];
    writer.begin_object()
        .field("index", i)
        .field("row_count", part.line_count())
        .field("bytes", part.brotli()->size())
        .field("raw_bytes", part.raw_bytes())
        .field("sha256", part.sha256())
        .end_object();
  }
  return std::move(writer.end_array().end_object()).take();
}

}  // namespace

Result<std::shared_ptr<const SnapshotPart>> SnapshotPart::pack(std::string_view lines, std::size_t line_count,
                                                               std::string sha256) {
  std::shared_ptr<SnapshotPart> part(new SnapshotPart(line_count, lines.size(), std::move(sha256)));
  part->brotli_ = std::make_shared<const std::string>(MC_TRY(compress_brotli(lines)));
  return part;
}

Result<SnapshotPart::Content> SnapshotPart::gzip() const {
  const std::scoped_lock lock(mutex_);
  if (gzip_) return gzip_;
  const Content lines = MC_TRY(plain());
  gzip_ = std::make_shared<const std::string>(MC_TRY(compress_gzip(*lines)));
  return gzip_;
}

Result<SnapshotPart::Content> SnapshotPart::plain() const {
  return std::make_shared<const std::string>(MC_TRY(unpack_brotli(*brotli_, raw_bytes_)));
}

Result<std::shared_ptr<const Snapshot>> build_target_snapshot(Database& db, const SnapshotBuild& build) {
  auto snapshot = std::make_shared<Snapshot>();
  Parts parts(build);
  snapshot->register_version =
      MC_TRY(read_target_lines(db, build.part, [&](const TargetLine& line) { return parts.add(line); }));
  MC_TRY(parts.close());
  snapshot->created_at = build.now;
  snapshot->target_count = parts.target_count();
  snapshot->parts = std::move(parts).take();
  snapshot->id = id_of(*snapshot);
  snapshot->manifest = std::make_shared<const std::string>(manifest_of(*snapshot));
  return snapshot;
}

std::size_t bytes_held(const std::vector<std::shared_ptr<const Snapshot>>& snapshots) {
  std::set<const SnapshotPart*> counted;
  std::size_t bytes = 0;
  for (const auto& snapshot : snapshots)
    for (const auto& part : snapshot->parts)
      if (counted.insert(part.get()).second) bytes += part->brotli()->size();
  return bytes;
}

}  // namespace mingchou::server
