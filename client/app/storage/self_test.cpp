#include "client/app/storage/self_test.h"

#include <algorithm>
#include <span>

#include "shared/store/checksum.h"

namespace mingchou::client {
namespace {

constexpr std::string_view kept_name = "self-test", new_name = "self-test.new";
constexpr std::size_t checksum_bytes = sizeof(std::uint64_t);
// Sizes and places that are no multiples of any block, with an overwrite in the middle, a shortening and a gap.
constexpr std::size_t first_bytes = 60'000, overwritten_at = 4'090, overwritten_bytes = 5'000;
constexpr std::size_t shortened_bytes = 50'001, tail_at = 53'000, tail_bytes = 700;
constexpr std::size_t whole_bytes = tail_at + tail_bytes + checksum_bytes;

Error failure(std::string_view step) { return Error("storage.self_test_failed").because(step); }

/// An I/O error means that the test failed; a full disk that it could not be made.
Error failure(BlockFault fault, std::string_view step) {
  return fault == BlockFault::full ? Error("store.disk_full").with("path", new_name) : failure(step);
}

template <class T>
Result<T> tried(BlockResult<T> result, std::string_view step) {
  if (!result) return fail(failure(result.error(), step));
  if constexpr (std::is_void_v<T>)
    return {};
  else
    return *std::move(result);
}

Result<Bytes> read_all(BlockPool& pool, std::size_t slot, std::string_view step) {
  const std::uint64_t size = MC_TRY(tried(pool.size(slot), step));
  Bytes bytes(std::min<std::uint64_t>(size, whole_bytes + 1));
  const std::size_t got = MC_TRY(tried(pool.read(slot, 0, bytes), step));
  bytes.resize(got);
  return bytes;
}

ByteArray<checksum_bytes> checksum_of(BytesView content) {
  std::uint64_t sum = checksum64(content);
  ByteArray<checksum_bytes> bytes;
  for (std::uint8_t& byte : bytes) {
    byte = static_cast<std::uint8_t>(sum);
    sum >>= 8;
  }
  return bytes;
}

bool is_whole(BytesView file) {
  if (file.size() != whole_bytes) return false;
  const BytesView content = file.first(file.size() - checksum_bytes);
  return std::ranges::equal(checksum_of(content), file.last(checksum_bytes));
}

Result<> check_last_session(BlockPool& pool) {
  const auto slot = pool.find(kept_name);
  if (!slot) return {};
  const Bytes file = MC_TRY(read_all(pool, *slot, "reading the last session's file"));
  if (is_whole(file)) return {};
  (void)pool.remove(kept_name);
  return fail(failure("the last session's file has changed"));
}

Result<> write_at(BlockPool& pool, std::size_t slot, std::size_t offset, BytesView bytes) {
  const std::size_t written = MC_TRY(tried(pool.write(slot, offset, bytes), "writing"));
  if (written != bytes.size()) return fail(failure(BlockFault::full, "writing"));
  return {};
}

}  // namespace

bool SelfTest::is_scratch(std::string_view name) { return name == kept_name || name == new_name; }

Result<> SelfTest::write(BlockPool& pool, Random& random) {
  MC_TRY(check_last_session(pool));
  MC_TRY(tried(pool.remove(new_name), "removing"));
  slot_ = MC_TRY(tried(pool.create(new_name), "creating"));

  content_.assign(first_bytes, 0);
  random.fill(content_);
  MC_TRY(write_at(pool, slot_, 0, content_));
  const std::span patch = std::span(content_).subspan(overwritten_at, overwritten_bytes);
  random.fill(patch);
  MC_TRY(write_at(pool, slot_, overwritten_at, patch));
  content_.resize(shortened_bytes);
  MC_TRY(tried(pool.truncate(slot_, shortened_bytes), "shortening"));
  content_.resize(tail_at, 0);
  Bytes tail(tail_bytes);
  random.fill(tail);
  append(content_, tail);
  append(tail, checksum_of(content_));
  append(content_, BytesView(tail).last(checksum_bytes));
  MC_TRY(write_at(pool, slot_, tail_at, tail));
  return tried(pool.sync(slot_), "syncing");
}

Result<> SelfTest::verify(BlockPool& pool) {
  const Bytes found = MC_TRY(read_all(pool, slot_, "reading back"));
  if (found != content_) return fail(failure("other bytes were read than written"));
  return tried(pool.rename(new_name, kept_name), "renaming");
}

}  // namespace mingchou::client
