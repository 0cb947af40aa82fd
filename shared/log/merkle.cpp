#include "shared/log/merkle.h"

#include <algorithm>
#include <bit>
#include <ranges>

namespace mingchou::log {
namespace {

constexpr std::uint8_t leaf_mark = 0x00, node_mark = 0x01;

/// The largest power of two below n; n ≥ 2.
std::uint64_t split_of(std::uint64_t n) { return std::bit_floor(n - 1); }

/// Section 2.1.2's SUBPROOF; `is_known` while the old tree's root needs no telling.
void add_subproof(Suite suite, std::span<const Digest> leaves, std::uint64_t old_size, bool is_known,
                  std::vector<Digest>& path) {
  if (old_size == leaves.size()) {
    if (!is_known) path.push_back(tree_root(suite, leaves));
    return;
  }
  const std::uint64_t split = split_of(leaves.size());
  if (old_size <= split) {
    add_subproof(suite, leaves.first(split), old_size, is_known, path);
    path.push_back(tree_root(suite, leaves.subspan(split)));
  } else {
    add_subproof(suite, leaves.subspan(split), old_size - split, false, path);
    path.push_back(tree_root(suite, leaves.first(split)));
  }
}

}  // namespace

Digest leaf_hash(Suite suite, BytesView entry) { return crypto::hash(suite, {BytesView(&leaf_mark, 1), entry}); }

Digest node_hash(Suite suite, const Digest& left, const Digest& right) {
  return crypto::hash(suite, {BytesView(&node_mark, 1), left, right});
}

void NodeHasher::level_above(std::span<const Digest> level, crypto::MessageBatch& batch,
                             std::vector<Digest>& above) const {
  constexpr std::size_t batch_max = 256;
  above.resize((level.size() + 1) / 2);
  const std::size_t nodes = level.size() / 2;
  for (std::size_t begin = 0; begin < nodes; begin += batch_max) {
    const std::size_t end = std::min(nodes, begin + batch_max);
    batch.clear();
    for (std::size_t i = begin; i < end; ++i) {
      std::uint8_t* at = batch.room(1 + 2 * sizeof(Digest));
      *at++ = node_mark;
      at = std::ranges::copy(level[2 * i], at).out;
      batch.end_message(std::ranges::copy(level[2 * i + 1], at).out);
    }
    hasher_.hash(batch, std::span(above).subspan(begin, end - begin));
  }
  if (level.size() % 2 != 0) above.back() = level.back();
}

std::vector<Digest> NodeHasher::level_above(std::span<const Digest> level) const {
  crypto::MessageBatch batch = hasher_.batch();
  std::vector<Digest> above;
  level_above(level, batch, above);
  return above;
}

Digest NodeHasher::root(std::span<const Digest> level) const {
  crypto::MessageBatch batch = hasher_.batch();
  std::vector<Digest> above, below;
  while (level.size() > 1) {
    level_above(level, batch, above);
    std::swap(above, below);
    level = below;
  }
  return level.front();
}

Digest NodeHasher::node(const Digest& left, const Digest& right) const {
  const Digest pair[] = {left, right};
  return level_above(pair).front();
}

Digest NodeHasher::empty_root() const {
  crypto::MessageBatch nothing = hasher_.batch();
  nothing.end_message(nothing.room(0));
  Digest digest;
  hasher_.hash(nothing, {&digest, 1});
  return digest;
}

void RootBuilder::add(const Digest& leaf) {
  pending_.push_back(leaf);
  if (pending_.size() < subtree_leaves) return;
  peaks_.push_back(nodes_.root(pending_));
  pending_.clear();
  // Two trees of one size become one of twice the size.
  for (std::uint64_t carry = subtrees_; (carry & 1) != 0; carry >>= 1) {
    const Digest right = peaks_.back();
    peaks_.pop_back();
    peaks_.back() = nodes_.node(peaks_.back(), right);
  }
  ++subtrees_;
}

Digest RootBuilder::root() const {
  std::span<const Digest> peaks = peaks_;
  if (pending_.empty() && peaks.empty()) return nodes_.empty_root();
  Digest root{};
  if (pending_.empty()) {
    root = peaks.back();
    peaks = peaks.first(peaks.size() - 1);
  } else {
    root = nodes_.root(pending_);
  }
  for (const Digest& peak : peaks | std::views::reverse) root = nodes_.node(peak, root);
  return root;
}

Digest tree_root(Suite suite, std::span<const Digest> leaves) {
  const NodeHasher nodes(suite);
  return leaves.empty() ? nodes.empty_root() : nodes.root(leaves);
}

Tree::Tree(Suite suite, std::vector<Digest> leaves) : suite_(suite) {
  if (leaves.empty()) return;
  const NodeHasher nodes(suite);
  levels_.push_back(std::move(leaves));
  while (levels_.back().size() > 1) levels_.push_back(nodes.level_above(levels_.back()));
}

Digest Tree::root() const { return levels_.empty() ? NodeHasher(suite_).empty_root() : levels_.back().front(); }

std::vector<Digest> Tree::inclusion_path(std::uint64_t index) const {
  std::vector<Digest> path;
  for (const std::vector<Digest>& level : levels_) {
    const std::uint64_t sibling = index ^ 1;
    // The last of a level with an odd number has none, and rises.
    if (sibling < level.size()) path.push_back(level[sibling]);
    index >>= 1;
  }
  return path;
}

std::vector<Digest> inclusion_path(Suite suite, std::span<const Digest> leaves, std::uint64_t index) {
  std::vector<Digest> path;
  while (leaves.size() > 1) {
    const std::uint64_t split = split_of(leaves.size());
    const bool is_left = index < split;
    path.push_back(tree_root(suite, is_left ? leaves.subspan(split) : leaves.first(split)));
    leaves = is_left ? leaves.first(split) : leaves.subspan(split);
    if (!is_left) index -= split;
  }
  std::ranges::reverse(path);
  return path;
}

std::vector<Digest> consistency_path(Suite suite, std::span<const Digest> leaves, std::uint64_t old_size) {
  std::vector<Digest> path;
  add_subproof(suite, leaves, old_size, true, path);
  return path;
}

bool verify_inclusion(Suite suite, const Digest& leaf, std::uint64_t index, std::uint64_t size,
                      std::span<const Digest> path, const Digest& root) {
  if (index >= size) return false;
  std::uint64_t node = index, last = size - 1;
  Digest hash = leaf;
  for (const Digest& sibling : path) {
    if (last == 0) return false;
    if ((node & 1) != 0 || node == last) {
      hash = node_hash(suite, sibling, hash);
      // A node without a right sibling rises until it is one.
      while ((node & 1) == 0 && node != 0) node >>= 1, last >>= 1;
    } else {
      hash = node_hash(suite, hash, sibling);
    }
    node >>= 1;
    last >>= 1;
  }
  return last == 0 && hash == root;
}

bool verify_consistency(Suite suite, std::uint64_t old_size, const Digest& old_root, std::uint64_t size,
                        const Digest& root, std::span<const Digest> path) {
  if (old_size == 0 || old_size > size) return false;
  if (old_size == size) return path.empty() && old_root == root;
  std::uint64_t node = old_size - 1, last = size - 1;
  for (; (node & 1) != 0; node >>= 1) last >>= 1;
  // A whole left subtree is the old tree itself; its root is then not in the path.
  const bool starts_with_old_root = node == 0;
  if (!starts_with_old_root && path.empty()) return false;
  Digest old_hash = starts_with_old_root ? old_root : path.front();
  Digest new_hash = old_hash;
  for (const Digest& sibling : path.subspan(starts_with_old_root ? 0 : 1)) {
    if (last == 0) return false;
    if ((node & 1) != 0 || node == last) {
      old_hash = node_hash(suite, sibling, old_hash);
      new_hash = node_hash(suite, sibling, new_hash);
      while ((node & 1) == 0 && node != 0) node >>= 1, last >>= 1;
    } else {
      new_hash = node_hash(suite, new_hash, sibling);
    }
    node >>= 1;
    last >>= 1;
  }
  return last == 0 && old_hash == old_root && new_hash == root;
}

}  // namespace mingchou::log
