// The byte strings that a draw hashes: numbers big-endian, texts with their length before them (spec, "Notation").
#pragma once

#include <cassert>
#include <cstdint>
#include <string_view>

#include "shared/base/bytes.h"

namespace mingchou::draw {

/// Encoder().u8(1).text(id).raw(digest).take()
class Encoder {
 public:
  Encoder& u8(std::uint8_t number) {
    bytes_.push_back(number);
    return *this;
  }
  Encoder& u32(std::uint32_t number) { return big_endian(number, 4); }
  Encoder& u64(std::uint64_t number) { return big_endian(number, 8); }
  /// LP(x): the length as u32, then the bytes, of which there are less than 2^32.
  Encoder& counted(BytesView bytes) { return u32(static_cast<std::uint32_t>(bytes.size())).raw(bytes); }
  Encoder& counted(std::string_view text) { return counted(as_bytes(text)); }
  Encoder& raw(BytesView bytes) {
    append(bytes_, bytes);
    return *this;
  }
  Encoder& raw(std::string_view text) { return raw(as_bytes(text)); }
  /// pad0(label || u8(suite), 32): names what a key is used for. The label has at most 31 bytes.
  Encoder& label(std::string_view label, std::uint8_t suite) {
    assert(label.size() < label_bytes);
    const std::size_t end = bytes_.size() + label_bytes;
    raw(label).u8(suite);
    bytes_.resize(end);
    return *this;
  }

  BytesView view() const { return bytes_; }
  Bytes take() { return std::move(bytes_); }

 private:
  static constexpr std::size_t label_bytes = 32;

  Encoder& big_endian(std::uint64_t number, int bytes) {
    for (int i = bytes - 1; i >= 0; --i) bytes_.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
    return *this;
  }

  Bytes bytes_;
};

}  // namespace mingchou::draw
