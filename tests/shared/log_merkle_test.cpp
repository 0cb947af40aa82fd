// Trees of every size up to a few tiles' worth, against definitions written out here.
#include <doctest/doctest.h>

#include <bit>
#include <map>

#include "shared/base/hex.h"
#include "shared/log/merkle.h"
#include "shared/log/tiles.h"

using namespace mingchou;
using log::Digest;
using log::Suite;

namespace {

std::string leaf_text(std::uint64_t index) { return "leaf " + std::to_string(index); }

std::vector<Digest> leaf_hashes(Suite suite, std::uint64_t count) {
  std::vector<Digest> leaves;
  for (std::uint64_t i = 0; i < count; ++i) leaves.push_back(log::leaf_hash(suite, as_bytes(leaf_text(i))));
  return leaves;
}

/// RFC 6962 section 2.1 word for word.
Digest defined_root(Suite suite, std::span<const Digest> leaves) {
  if (leaves.empty()) return crypto::hash(suite, BytesView());
  if (leaves.size() == 1) return leaves[0];
  const std::size_t split = std::bit_floor(leaves.size() - 1);
  return log::node_hash(suite, defined_root(suite, leaves.first(split)), defined_root(suite, leaves.subspan(split)));
}

class MemoryFiles final : public log::TileFiles {
 public:
  Result<Bytes> read(const std::string& path) override {
    const auto found = files.find(path);
    if (found == files.end()) return fail(log_error(path));
    return found->second;
  }
  Result<> write(const std::string& path, BytesView bytes) override {
    if (writes_left-- == 0) return fail(log_error(path));
    files[path] = Bytes(bytes.begin(), bytes.end());
    flushed = false;
    return {};
  }
  Result<> flush() override {
    flushed = true;
    return {};
  }

  std::map<std::string, Bytes> files;
  bool flushed = true;
  std::uint64_t writes_left = ~std::uint64_t{0};

 private:
  static Error log_error(const std::string& path) { return Error("log.tile_form").with("path", path); }
};

std::vector<std::string> leaves_between(std::uint64_t first, std::uint64_t end) {
  std::vector<std::string> leaves;
  for (std::uint64_t i = first; i < end; ++i) leaves.push_back(leaf_text(i));
  return leaves;
}

}  // namespace

TEST_CASE("roots are those of RFC 6962") {
  CHECK(to_hex(log::tree_root(Suite::sha256, {})) ==
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(to_hex(log::leaf_hash(Suite::sha256, {})) ==
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  for (const Suite suite : {Suite::sha256, Suite::sm3}) {
    const auto leaves = leaf_hashes(suite, 70);
    for (std::size_t size = 0; size <= leaves.size(); ++size)
      CHECK(log::tree_root(suite, std::span(leaves).first(size)) == defined_root(suite, std::span(leaves).first(size)));
  }
}

TEST_CASE("inclusion is proved for every leaf of every tree, and for nothing else") {
  const auto leaves = leaf_hashes(Suite::sha256, 40);
  for (std::size_t size = 1; size <= leaves.size(); ++size) {
    const auto tree = std::span(leaves).first(size);
    const Digest root = log::tree_root(Suite::sha256, tree);
    for (std::size_t index = 0; index < size; ++index) {
      auto path = log::inclusion_path(Suite::sha256, tree, index);
      const auto verify = [&](const Digest& leaf, std::size_t at, std::size_t of) {
        return log::verify_inclusion(Suite::sha256, leaf, at, of, path, root);
      };
      REQUIRE(verify(leaves[index], index, size));
      CHECK_FALSE(verify(leaves[(index + 1) % leaves.size()], index, size));
      CHECK_FALSE(verify(leaves[index], size, size));
      if (size > 1) CHECK_FALSE(verify(leaves[index], (index + 1) % size, size));
      path.push_back(root);
      CHECK_FALSE(verify(leaves[index], index, size));
      path.pop_back();
      if (path.empty()) continue;
      path.back()[0] ^= 1;
      CHECK_FALSE(verify(leaves[index], index, size));
      path.pop_back();
      CHECK_FALSE(verify(leaves[index], index, size));
    }
  }
}

TEST_CASE("a tree that keeps all digests gives the same roots and paths") {
  const auto all = leaf_hashes(Suite::sm3, 1100);
  for (const std::size_t size : {0, 1, 2, 3, 5, 8, 63, 64, 65, 1023, 1024, 1025, 1100}) {
    const std::vector<Digest> leaves(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(size));
    const log::Tree tree(Suite::sm3, leaves);
    CHECK(tree.root() == defined_root(Suite::sm3, leaves));
    for (std::size_t index = 0; index < size; index += 1 + size / 50)
      CHECK(tree.inclusion_path(index) == log::inclusion_path(Suite::sm3, leaves, index));
  }
}

TEST_CASE("a root that grows leaf by leaf is the tree's, also beyond a subtree") {
  const auto leaves = leaf_hashes(Suite::sha256, 5200);
  log::RootBuilder builder(Suite::sha256);
  for (std::size_t size = 0; size <= leaves.size(); ++size) {
    if (size % 509 == 0 || size % 1024 <= 1 || size % 1024 == 1023)
      CHECK(builder.root() == defined_root(Suite::sha256, std::span(leaves).first(size)));
    CHECK(builder.size() == size);
    if (size < leaves.size()) builder.add(leaves[size]);
  }
}

TEST_CASE("consistency is proved between all sizes, and a rewritten log has no proof") {
  const auto leaves = leaf_hashes(Suite::sha256, 40);
  for (std::size_t size = 1; size <= leaves.size(); ++size) {
    const auto tree = std::span(leaves).first(size);
    const Digest root = log::tree_root(Suite::sha256, tree);
    for (std::size_t old_size = 1; old_size <= size; ++old_size) {
      Digest old_root = log::tree_root(Suite::sha256, tree.first(old_size));
      auto path = log::consistency_path(Suite::sha256, tree, old_size);
      const auto verify = [&] { return log::verify_consistency(Suite::sha256, old_size, old_root, size, root, path); };
      REQUIRE(verify());
      old_root[5] ^= 1;
      CHECK_FALSE(verify());
      old_root[5] ^= 1;
      path.push_back(root);
      CHECK_FALSE(verify());
      path.pop_back();
      if (path.empty()) continue;
      path[0][0] ^= 1;
      CHECK_FALSE(verify());
    }
  }
  CHECK_FALSE(log::verify_consistency(Suite::sha256, 0, {}, 1, leaves[0], {}));
  CHECK_FALSE(log::verify_consistency(Suite::sha256, 2, {}, 1, leaves[0], {}));
}

TEST_CASE("tiles have the paths of tlog-tiles") {
  CHECK(log::tile_path(0, 0, 256) == "tile/0/000");
  CHECK(log::tile_path(0, 0, 1) == "tile/0/000.p/1");
  CHECK(log::tile_path(1, 1234067, 256) == "tile/1/x001/x234/067");
  CHECK(log::tile_path(2, 1000, 255) == "tile/2/x001/000.p/255");
  CHECK(log::entries_path(999, 256) == "tile/entries/999");
  CHECK(log::entries_path(256000, 3) == "tile/entries/x256/000.p/3");
}

TEST_CASE("a log of tiles has the roots and proofs of its tree, however it grew") {
  MemoryFiles files;
  std::uint64_t size = 0;
  std::vector<std::uint64_t> sizes;
  for (const std::uint64_t more : {1, 2, 200, 53, 1, 256, 300, 0, 700}) {
    size = log::append(files, size, leaves_between(size, size + more)).value();
    CHECK(files.flushed);
    sizes.push_back(size);
    const auto leaves = leaf_hashes(Suite::sha256, size);
    log::TileReader reader(files, size);
    const Digest root = reader.root().value();
    REQUIRE(root == log::tree_root(Suite::sha256, leaves));
    for (std::uint64_t index = 0; index < size; index += 1 + size / 17) {
      CHECK(reader.inclusion_path(index).value() == log::inclusion_path(Suite::sha256, leaves, index));
      CHECK(reader.entry(index).value() == leaf_text(index));
    }
    for (const std::uint64_t old_size : sizes)
      CHECK(reader.consistency_path(old_size).value() == log::consistency_path(Suite::sha256, leaves, old_size));
  }
  CHECK(files.files.contains("tile/0/004"));
  CHECK(files.files.contains("tile/1/000.p/5"));
  CHECK(log::TileReader(files, 0).root().value() == log::tree_root(Suite::sha256, {}));
}

TEST_CASE("an append that a crash cut short is done again") {
  for (std::uint64_t writes = 0; writes < 8; ++writes) {
    MemoryFiles files;
    REQUIRE(log::append(files, 0, leaves_between(0, 250)));
    files.writes_left = writes;
    const auto first = log::append(files, 250, leaves_between(250, 600));
    files.writes_left = ~std::uint64_t{0};
    REQUIRE(log::append(files, 250, leaves_between(250, 600)));
    log::TileReader reader(files, 600);
    CHECK(reader.root().value() == log::tree_root(Suite::sha256, leaf_hashes(Suite::sha256, 600)));
    // What was durable before is still all there.
    CHECK(log::TileReader(files, 250).root().value() == log::tree_root(Suite::sha256, leaf_hashes(Suite::sha256, 250)));
  }
}

TEST_CASE("damaged tiles are noticed") {
  MemoryFiles files;
  REQUIRE(log::append(files, 0, leaves_between(0, 10)));
  files.files["tile/0/000.p/10"].pop_back();
  CHECK(log::TileReader(files, 10).root().error().code == "log.tile_form");
  CHECK(log::append(files, 10, leaves_between(10, 11)).error().code == "log.tile_form");
  files.files["tile/entries/000.p/10"].pop_back();
  CHECK(log::TileReader(files, 10).entry(9).error().code == "log.tile_form");
  CHECK(log::TileReader(files, 10).entry(8).value() == leaf_text(8));
  CHECK(log::append(files, 0, std::vector<std::string>{std::string(65'536, 'x')}).error().code == "log.leaf_too_large");
}
