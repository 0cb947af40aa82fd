// Merkle trees of RFC 6962 section 2.1: leaf H(00 || entry), node H(01 || left || right), empty H("").
//
// The transparency log has them with SHA-256; a draw's rosters with the draw's own suite. Pure; runs everywhere.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/crypto/batch_hash.h"
#include "shared/crypto/hash.h"

namespace mingchou::log {

using crypto::Digest;
using crypto::Suite;

/// H(00 || entry).
Digest leaf_hash(Suite suite, BytesView entry);
/// H(01 || left || right).
Digest node_hash(Suite suite, const Digest& left, const Digest& right);

/// Hashes the nodes of a level, many at once.
class NodeHasher {
 public:
  explicit NodeHasher(Suite suite) : hasher_(suite) {}

  /// The level above: a node for each pair; one without a partner rises as it is, which is RFC 6962's tree.
  std::vector<Digest> level_above(std::span<const Digest> level) const;
  /// The root over at least one digest.
  Digest root(std::span<const Digest> level) const;
  Digest node(const Digest& left, const Digest& right) const;

  Digest empty_root() const;

 private:
  void level_above(std::span<const Digest> level, crypto::MessageBatch& batch, std::vector<Digest>& above) const;

  crypto::BatchHasher hasher_;
};

/// The root over leaves that come one behind the other; keeps a subtree's worth of leaves and one digest per level
/// above it, so any number of them.
class RootBuilder {
 public:
  explicit RootBuilder(Suite suite) : nodes_(suite) {}

  void add(const Digest& leaf);
  /// Of the leaves added so far.
  Digest root() const;
  std::uint64_t size() const { return subtrees_ * subtree_leaves + pending_.size(); }

 private:
  /// A power of two: nodes of one level are hashed many at once.
  static constexpr std::size_t subtree_leaves = 1024;

  NodeHasher nodes_;
  std::uint64_t subtrees_ = 0;   // full ones
  std::vector<Digest> peaks_;    // roots of trees over full subtrees, largest first: one for each bit set in subtrees_
  std::vector<Digest> pending_;  // leaves of the subtree that is not full
};

/// The root over leaf hashes.
Digest tree_root(Suite suite, std::span<const Digest> leaves);

/// All digests of a tree, for many paths: twice as many as leaves.
class Tree {
 public:
  Tree(Suite suite, std::vector<Digest> leaves);

  Digest root() const;
  /// As inclusion_path().
  std::vector<Digest> inclusion_path(std::uint64_t index) const;

 private:
  Suite suite_;
  std::vector<std::vector<Digest>> levels_;  // leaves first, the root alone last; none of an empty tree
};

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
