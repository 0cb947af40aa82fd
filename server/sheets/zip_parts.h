// The parts of an .xlsx: files in a ZIP archive, read piece by piece and never further than a bound. Over libzip.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "shared/base/error.h"

struct zip;
struct zip_file;

namespace mingchou::sheets {

class ZipPart {
 public:
  /// Bytes read; 0 at the end. Errors: sheets.damaged, sheets.unpacks_too_large {megabytes_max}.
  Result<std::size_t> read(std::span<char> into);
  std::uint64_t bytes_read() const { return bytes_read_; }
  /// As the archive tells it, which need not be true.
  std::uint64_t bytes_told() const { return bytes_told_; }

 private:
  friend class ZipParts;
  struct Close {
    void operator()(zip_file* file) const;
  };
  ZipPart(zip_file* file, std::uint64_t bytes_told, std::size_t bytes_max)
      : file_(file), bytes_told_(bytes_told), bytes_max_(bytes_max) {}

  std::unique_ptr<zip_file, Close> file_;
  std::uint64_t bytes_told_;
  std::uint64_t bytes_read_ = 0;
  std::size_t bytes_max_;
};

class ZipParts {
 public:
  static constexpr std::int64_t parts_max = 20'000;

  /// Error: sheets.damaged.
  static Result<ZipParts> open(const std::string& path, std::size_t part_bytes_max);

  bool has(std::string_view name) const { return index_of(name).has_value(); }
  /// Names compare without case, as the standard says. Errors: sheets.damaged (no such part), sheets.encrypted.
  Result<ZipPart> open_part(std::string_view name) const;
  /// A small part as a whole, for telling kinds of files apart; nothing if it is not there or longer.
  std::optional<std::string> small_part(std::string_view name, std::size_t bytes_max) const;

 private:
  struct Close {
    void operator()(zip* archive) const;
  };
  ZipParts(zip* archive, std::size_t part_bytes_max) : archive_(archive), part_bytes_max_(part_bytes_max) {}
  std::optional<std::uint64_t> index_of(std::string_view name) const;

  std::unique_ptr<zip, Close> archive_;
  std::size_t part_bytes_max_;
};

}  // namespace mingchou::sheets
