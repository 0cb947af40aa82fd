#include "server/transparency/log_check.h"

#include <algorithm>

#include "server/transparency/begin.h"
#include "server/transparency/tile_table.h"

namespace mingchou::server::transparency {
namespace {

using log::Digest;
using log::Suite;
using log::tile_width;

class Checker {
 public:
  Checker(Database& database, const LogRow& row) : database_(database), row_(row) {}

  Result<LogFindings> run() {
    checkpoints_ = MC_TRY(read_checkpoints(database_, row_.number));
    found_.checkpoint.origin = row_.origin;
    check_key();
    check_notes();
    // Behind a bundle that can't be read nothing can be computed.
    if (MC_TRY(check_entries())) {
      MC_TRY(check_upper_tiles());
      MC_TRY(check_count());
    }
    return std::move(found_);
  }

 private:
  void note(Error finding) {
    if (found_.findings.size() < findings_max) found_.findings.push_back(std::move(finding));
  }
  void note_tile(const TilePath& path) {
    note(Error("log.tile_form").with("path", "log/" + std::to_string(row_.number) + "/" + path.text()));
  }
  void note_checkpoint(std::uint64_t size) {
    note(Error("log.checkpoint_damaged").with("origin", row_.origin).with("size", static_cast<long long>(size)));
  }

  void check_key() {
    const auto key = log::VerifierKey::parse(row_.verifier_key);
    if (!key || key->name != row_.origin || key->type != log::SignatureType::ed25519)
      note(Error("log.key_damaged").with("origin", row_.origin));
    else
      key_ = *key;
  }

  /// Signatures; what the notes say of the leaves is compared on the way through these.
  void check_notes() {
    if (checkpoints_.empty()) note(Error("log.checkpoint_missing").with("origin", row_.origin));
    for (const CheckpointRow& checkpoint : checkpoints_) {
      size_ = std::max(size_, checkpoint.size);
      const auto opened = log::open_checkpoint(checkpoint.note, key_, {}, log::UnknownKeys::ignore);
      const bool is_good = opened && opened->checkpoint.size == checkpoint.size;
      if (!is_good) note_checkpoint(checkpoint.size);
      opened_.push_back(is_good ? opened->checkpoint : log::Checkpoint{row_.origin, 0, {}});
      if (is_good) found_.checkpoint = opened->checkpoint;
    }
  }

  /// Bundles, and with them the lowest tiles. False if a bundle can't be read.
  Result<bool> check_entries() {
    for (std::uint64_t first = 0; first < size_; first += tile_width) {
      const TilePath path{{}, first / tile_width, std::min(tile_width, size_ - first)};
      const auto bundle = MC_TRY(find_whole(path));
      const auto leaves = bundle ? log::split_entries(*bundle, path.width) : std::nullopt;
      if (!leaves) {
        note_tile(path);
        return false;
      }
      for (std::size_t i = 0; i < leaves->size(); ++i) check_leaf(first + i, (*leaves)[i]);
      MC_TRY(compare({0, path.index, path.width}));
    }
    return true;
  }

  void check_leaf(std::uint64_t index, std::string_view leaf) {
    const auto head = log::check_leaf(leaf, last_at_s_);
    const bool is_first_after = index == 0 && !row_.previous.empty();
    if (!head || (is_first_after && leaf != log_leaf(head->at_s, row_.previous)))
      note(Error("log.leaf_damaged").with("origin", row_.origin).with("index", static_cast<long long>(index)));
    if (head) last_at_s_ = head->at_s;
    const Digest hash = log::leaf_hash(Suite::sha256, as_bytes(leaf));
    root_.add(hash);
    hashes_.push_back(hash);
    for (; next_ < checkpoints_.size() && checkpoints_[next_].size <= index + 1; ++next_) {
      const bool is_readable = opened_[next_].size > 0;
      if (is_readable && opened_[next_].root != root_.root()) note_checkpoint(checkpoints_[next_].size);
    }
  }

  /// The tile as stored, if it is there in just this width.
  Result<std::optional<Bytes>> find_whole(const TilePath& path) {
    Statement row = MC_TRY(database_.prepare("SELECT width, bytes FROM log_tile WHERE log_number = ? AND path = ?"));
    row.bind_all(row_.number, path.row_path());
    if (!MC_TRY(row.step()) || row.int64(0) != static_cast<std::int64_t>(path.width)) return std::nullopt;
    const BytesView stored = row.blob(1);
    auto cut = cut_tile(path, stored, path.width);
    if (!cut || cut->size() != stored.size()) return std::nullopt;
    return cut;
  }

  /// The hashes collected against a tile; full ones give the next level a hash.
  Result<> compare(const TilePath& path) {
    Bytes expected;
    for (const Digest& hash : hashes_) mingchou::append(expected, hash);
    if (MC_TRY(find_whole(path)) != expected) note_tile(path);
    if (hashes_.size() == tile_width) above_.push_back(log::tree_root(Suite::sha256, hashes_));
    hashes_.clear();
    ++tile_count_;
    return {};
  }

  Result<> check_upper_tiles() {
    for (unsigned level = 1; !above_.empty(); ++level) {
      const std::vector<Digest> hashes = std::exchange(above_, {});
      for (std::uint64_t index = 0; index * tile_width < hashes.size(); ++index) {
        const auto first = hashes.begin() + static_cast<std::ptrdiff_t>(index * tile_width);
        const auto count = std::min<std::ptrdiff_t>(tile_width, hashes.end() - first);
        hashes_.assign(first, first + count);
        MC_TRY(compare({level, index, static_cast<std::uint64_t>(count)}));
      }
    }
    return {};
  }

  /// Rows that belong to no tile of this size: each bundle has its tile of hashes, and above them stand the others.
  Result<> check_count() {
    Statement count = MC_TRY(database_.prepare("SELECT count(*) FROM log_tile WHERE log_number = ?"));
    count.bind(1, row_.number);
    MC_TRY(count.step());
    const std::uint64_t bundles = (size_ + tile_width - 1) / tile_width;
    const auto odd = count.int64(0) - static_cast<std::int64_t>(tile_count_ + bundles);
    if (odd > 0 && found_.findings.empty())
      note(Error("log.tile_odd").with("origin", row_.origin).with("count", static_cast<long long>(odd)));
    return {};
  }

  Database& database_;
  const LogRow& row_;
  LogFindings found_;
  log::VerifierKey key_;
  std::vector<CheckpointRow> checkpoints_;
  std::vector<log::Checkpoint> opened_;  // of each row; of size 0 if it was refused
  std::size_t next_ = 0;                 // the checkpoint whose leaves come next
  std::uint64_t size_ = 0;
  std::uint64_t last_at_s_ = 0;
  std::uint64_t tile_count_ = 0;
  log::RootBuilder root_{Suite::sha256};
  std::vector<Digest> hashes_;  // of the tile that is being read
  std::vector<Digest> above_;   // roots of the full tiles of the level
};

}  // namespace

Result<LogFindings> check_log(Database& database, const LogRow& log) { return Checker(database, log).run(); }

}  // namespace mingchou::server::transparency
