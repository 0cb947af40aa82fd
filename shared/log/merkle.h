// Merkle trees of RFC 6962 section 2.1: leaf H(00 || entry), node H(01 || left || right), empty H("").
//
// The transparency log has them with SHA-256; a draw's rosters with the draw's own suite. Pure; runs everywhere.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/crypto/hash.h"

namespace mingchou::log {

using crypto::Digest;
using crypto::Suite;

/// H(00 || entry).
Digest leaf_hash(Suite suite, BytesView entry);
/// H(01 || left || right).
Digest node_hash(Suite suite, const Digest& left, const Digest& right);

/// The root over leaves that come one behind the other; keeps one digest per level, so any number of them.
class RootBuilder {
 public:
  explicit RootBuilder(Suite suite) : suite_(suite) {}

  void add(const Digest& leaf);
  /// Of the leaves added so far.
  Digest root() const;
  std::uint64_t size() const { return size_; }

 private:
  Suite suite_;
  std::uint64_t size_ = 0;
  std::vector<Digest> peaks_;  // roots of the full subtrees, largest first: one for each bit set in size_
};

/// The root over leaf hashes.
Digest tree_root(Suite suite, std::span<const Digest> leaves);

/// The audit path of RFC 6962 section 2.1.1, lowest sibling first. `index` is below the number of leaves.
std::vector<Digest> inclusion_path(Suite suite, std::span<const Digest> leaves, std::uint64_t index);
/// The consistency proof of section 2.1.2 from the first `old_size` leaves to all. 0 < old_size ≤ leaves.
std::vector<Digest> consistency_path(Suite suite, std::span<const Digest> leaves, std::uint64_t old_size);

/// Whether `leaf` stands at `index` in the tree of `size` leaves with that root. False for any path that is too long,
/// too short or for an index beyond the tree.
bool verify_inclusion(Suite suite, const Digest& leaf, std::uint64_t index, std::uint64_t size,
                      std::span<const Digest> path, const Digest& root);
/// Whether the larger tree begins with the smaller. Sizes may be equal (then the path is empty and the roots are the
/// same); an old size of 0 proves nothing and is false.
bool verify_consistency(Suite suite, std::uint64_t old_size, const Digest& old_root, std::uint64_t size,
                        const Digest& root, std::span<const Digest> path);

}  // namespace mingchou::log
