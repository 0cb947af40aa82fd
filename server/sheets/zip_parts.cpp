#include "server/sheets/zip_parts.h"

#include <zip.h>

#include <algorithm>

namespace mingchou::sheets {

void ZipPart::Close::operator()(zip_file* file) const { zip_fclose(file); }
void ZipParts::Close::operator()(zip* archive) const { zip_discard(archive); }

Result<std::size_t> ZipPart::read(std::span<char> into) {
  const zip_int64_t count = zip_fread(file_.get(), into.data(), into.size());
  if (count < 0) return fail(Error("sheets.damaged").because(zip_file_strerror(file_.get())));
  bytes_read_ += static_cast<std::uint64_t>(count);
  if (bytes_read_ > bytes_max_)
    return fail(
        Error("sheets.unpacks_too_large").with("megabytes_max", static_cast<long long>(bytes_max_ / (1024 * 1024))));
  return static_cast<std::size_t>(count);
}

Result<ZipParts> ZipParts::open(const std::string& path, std::size_t part_bytes_max) {
  int code = 0;
  zip* archive = zip_open(path.c_str(), ZIP_RDONLY, &code);
  if (archive == nullptr) return fail(Error("sheets.damaged").because("libzip says " + std::to_string(code)));
  ZipParts parts(archive, part_bytes_max);
  if (zip_get_num_entries(archive, 0) > parts_max) return fail(Error("sheets.damaged").because("too many parts"));
  return parts;
}

std::optional<std::uint64_t> ZipParts::index_of(std::string_view name) const {
  const zip_int64_t index = zip_name_locate(archive_.get(), std::string(name).c_str(), ZIP_FL_NOCASE);
  if (index >= 0) return static_cast<std::uint64_t>(index);
  // Some programs write Windows' own separators.
  std::string turned(name);
  std::ranges::replace(turned, '/', '\\');
  const zip_int64_t turned_index = zip_name_locate(archive_.get(), turned.c_str(), ZIP_FL_NOCASE);
  return turned_index >= 0 ? std::optional(static_cast<std::uint64_t>(turned_index)) : std::nullopt;
}

Result<ZipPart> ZipParts::open_part(std::string_view name) const {
  const auto index = index_of(name);
  if (!index) return fail(Error("sheets.damaged").because("no part " + std::string(name)));
  zip_stat_t stat;
  if (zip_stat_index(archive_.get(), *index, 0, &stat) != 0)
    return fail(Error("sheets.damaged").because(zip_strerror(archive_.get())));
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE)
    return fail(Error("sheets.encrypted"));
  zip_file* file = zip_fopen_index(archive_.get(), *index, 0);
  if (file == nullptr) return fail(Error("sheets.damaged").because(zip_strerror(archive_.get())));
  return ZipPart(file, (stat.valid & ZIP_STAT_SIZE) != 0 ? stat.size : 0, part_bytes_max_);
}

std::optional<std::string> ZipParts::small_part(std::string_view name, std::size_t bytes_max) const {
  auto part = open_part(name);
  if (!part) return std::nullopt;
  std::string content(bytes_max + 1, '\0');
  std::size_t size = 0;
  while (size < content.size()) {
    const auto count = part->read(std::span(content).subspan(size));
    if (!count) return std::nullopt;
    if (*count == 0) break;
    size += *count;
  }
  if (size > bytes_max) return std::nullopt;
  content.resize(size);
  return content;
}

}  // namespace mingchou::sheets
