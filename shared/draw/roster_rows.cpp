// Salts, rows and leaves of a roster, one at a time and by the batch (spec section 1).
#include <algorithm>

#include "shared/draw/encoding.h"
#include "shared/draw/faults.h"
#include "shared/draw/roster.h"

namespace mingchou::draw {
namespace {

constexpr std::uint8_t attributes_mark = 0x13, leaf_mark = 0x00;

Salt salt_from(const Digest& code) {
  Salt salt;
  std::copy_n(code.begin(), salt.size(), salt.begin());
  return salt;
}

RowKind salted_kind(RowKind kind) { return is_planted(Fault::salt_without_kind) ? RowKind::target : kind; }

}  // namespace

Salt RowMaker::salt(RowKind kind, std::string_view id) {
  return salt_from(hmac_.update(static_cast<std::uint8_t>(salted_kind(kind))).update(id).finish());
}

Bytes RowMaker::row_of(Suite suite, RowKind kind, std::string_view id, const Salt& salt, std::string_view attributes) {
  const BytesView hidden = is_planted(Fault::row_without_salt) ? BytesView() : BytesView(salt);
  const Digest digest = crypto::hash(suite, {BytesView(&attributes_mark, 1), hidden, as_bytes(attributes)});
  return Encoder().u8(static_cast<std::uint8_t>(kind)).counted(id).raw(digest).take();
}

RowBatch::RowBatch(RowKind kind, RowMaker& rows)
    : kind_(kind),
      rows_(rows),
      ids_(rows.salts().batch()),
      attributes_(rows.hasher().batch()),
      leaves_(rows.hasher().batch()) {}

void RowBatch::add(std::string_view id, std::string_view attributes) {
  std::uint8_t* at = ids_.room(1 + id.size());
  *at++ = static_cast<std::uint8_t>(salted_kind(kind_));
  ids_.end_message(std::ranges::copy(as_bytes(id), at).out);

  at = attributes_.room(1 + sizeof(Salt) + attributes.size());
  *at++ = attributes_mark;
  if (!is_planted(Fault::row_without_salt)) {
    salt_places_.push_back(static_cast<std::size_t>(at - attributes_.bytes()));
    at += sizeof(Salt);
  }
  attributes_.end_message(std::ranges::copy(as_bytes(attributes), at).out);

  const auto id_bytes = static_cast<std::uint32_t>(id.size());
  const std::uint8_t head[] = {leaf_mark,
                               static_cast<std::uint8_t>(kind_),
                               static_cast<std::uint8_t>(id_bytes >> 24),
                               static_cast<std::uint8_t>(id_bytes >> 16),
                               static_cast<std::uint8_t>(id_bytes >> 8),
                               static_cast<std::uint8_t>(id_bytes)};
  at = leaves_.room(sizeof head + id.size() + sizeof(Digest));
  at = std::ranges::copy(head, at).out;
  at = std::ranges::copy(as_bytes(id), at).out;
  digest_places_.push_back(static_cast<std::size_t>(at - leaves_.bytes()));
  leaves_.end_message(at + sizeof(Digest));
}

void RowBatch::hash(std::vector<Salt>& salts, std::vector<Digest>& leaves) {
  leaves.resize(size());
  rows_.salts().authenticate(ids_, leaves);
  salts.resize(size());
  std::ranges::transform(leaves, salts.begin(), salt_from);
  for (std::size_t i = 0; i < salt_places_.size(); ++i)
    std::ranges::copy(salts[i], attributes_.bytes() + salt_places_[i]);
  rows_.hasher().hash(attributes_, leaves);
  for (std::size_t i = 0; i < leaves.size(); ++i) std::ranges::copy(leaves[i], leaves_.bytes() + digest_places_[i]);
  rows_.hasher().hash(leaves_, leaves);
  ids_.clear();
  attributes_.clear();
  leaves_.clear();
  salt_places_.clear();
  digest_places_.clear();
}

Result<> RosterRoot::add(std::string_view id, std::string_view attributes) {
  if (count() > 0 && id <= last_id_) return fail(Error("draw.rows_unordered").with("id", id));
  last_id_ = id;
  batch_.add(id, attributes);
  if (batch_.size() == batch_rows) hash_batch();
  return {};
}

Digest RosterRoot::root() {
  hash_batch();
  return builder_.root();
}

void RosterRoot::hash_batch() {
  batch_.hash(salts_, leaves_);
  for (const Digest& leaf : leaves_) builder_.add(leaf);
  if (on_salts_) on_salts_(salts_);
}

}  // namespace mingchou::draw
