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

std::span<const crypto::Message> RowMaker::messages_of(const Batch& batch) {
  messages_.clear();
  std::size_t begin = 0;
  for (const std::size_t end : batch.ends) {
    messages_.push_back({batch.bytes.data() + begin, end - begin});
    begin = end;
  }
  return messages_;
}

void RowMaker::hash_rows(RowKind kind, std::span<const RowText> rows, std::span<Salt> salts, std::span<Digest> leaves) {
  digests_.resize(rows.size());
  batch_.clear();
  const auto salted_with = static_cast<std::uint8_t>(salted_kind(kind));
  for (const RowText& row : rows) {
    std::uint8_t* at = batch_.room(1 + row.id.size());
    *at++ = salted_with;
    batch_.end_message(std::ranges::copy(as_bytes(row.id), at).out);
  }
  salts_.authenticate(messages_of(batch_), digests_);

  batch_.clear();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    salts[i] = salt_from(digests_[i]);
    std::uint8_t* at = batch_.room(1 + salts[i].size() + rows[i].attributes.size());
    *at++ = attributes_mark;
    if (!is_planted(Fault::row_without_salt)) at = std::ranges::copy(salts[i], at).out;
    batch_.end_message(std::ranges::copy(as_bytes(rows[i].attributes), at).out);
  }
  hasher_.hash(messages_of(batch_), digests_);

  batch_.clear();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto id_bytes = static_cast<std::uint32_t>(rows[i].id.size());
    const std::uint8_t head[] = {leaf_mark,
                                 static_cast<std::uint8_t>(kind),
                                 static_cast<std::uint8_t>(id_bytes >> 24),
                                 static_cast<std::uint8_t>(id_bytes >> 16),
                                 static_cast<std::uint8_t>(id_bytes >> 8),
                                 static_cast<std::uint8_t>(id_bytes)};
    std::uint8_t* at = batch_.room(sizeof head + rows[i].id.size() + digests_[i].size());
    at = std::ranges::copy(head, at).out;
    at = std::ranges::copy(as_bytes(rows[i].id), at).out;
    batch_.end_message(std::ranges::copy(digests_[i], at).out);
  }
  hasher_.hash(messages_of(batch_), leaves);
}

Result<> RosterRoot::add(std::string_view id, std::string_view attributes) {
  if (count() > 0 && id <= last_id_) return fail(Error("draw.rows_unordered").with("id", id));
  last_id_ = id;
  texts_ += id;
  const std::size_t id_end = texts_.size();
  texts_ += attributes;
  ends_.push_back({id_end, texts_.size()});
  if (ends_.size() == batch_rows) hash_batch();
  return {};
}

Digest RosterRoot::root() {
  hash_batch();
  return builder_.root();
}

void RosterRoot::hash_batch() {
  row_texts_.clear();
  std::size_t begin = 0;
  for (const Ends& end : ends_) {
    const std::string_view row = std::string_view(texts_).substr(begin, end.attributes - begin);
    row_texts_.push_back({row.substr(0, end.id - begin), row.substr(end.id - begin)});
    begin = end.attributes;
  }
  salts_.resize(row_texts_.size());
  leaves_.resize(row_texts_.size());
  rows_.hash_rows(kind_, row_texts_, salts_, leaves_);
  for (const Digest& leaf : leaves_) builder_.add(leaf);
  texts_.clear();
  ends_.clear();
  if (on_salts_) on_salts_(salts_);
}

}  // namespace mingchou::draw
