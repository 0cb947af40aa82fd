// The client's files, read into memory once at start, so that serving touches no disk and no path of a request ever
// reaches the file system. Bounded: files_max files, bytes_max bytes together with their compressed siblings.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "server/core/request.h"

namespace mingchou::server {

class StaticFiles {
 public:
  static constexpr std::size_t files_max = 4096;
  static constexpr std::size_t bytes_max = 128 * 1024 * 1024;

  /// No files at all.
  StaticFiles() = default;

  /// Every regular file below the folder, except hidden ones and symbolic links. "x.br" and "x.gz" beside "x" are
  /// x's compressed forms. Errors: server.web_folder_missing {path}, server.web_folder_too_large {path, …},
  /// server.web_file_unreadable {path}.
  static Result<StaticFiles> load(const std::string& folder);

  /// A folder's path ("/", "/guide/") stands for the index.html in it; "/guide" leads there.
  bool has(std::string_view path) const;
  /// For a path that it has: 200 in the encoding that the request likes best, 304, or 308 to a folder's path.
  Response answer(const Request& request) const;
  std::size_t size() const { return files_.size(); }

 private:
  using Content = std::shared_ptr<const std::string>;
  struct File {
    Content plain, brotli, gzip;
    std::string tag_plain, tag_brotli, tag_gzip;
    std::string_view type;
    bool is_immutable = false;
  };
  const File* find(std::string_view path) const;

  std::map<std::string, File, std::less<>> files_;
};

/// "name.0123abcd.js": eight or more hexadecimal digits between the last two dots; its content never changes.
bool is_hashed_name(std::string_view path);

enum class Encoding { identity, brotli, gzip };
/// The best of what is there by Accept-Encoding's q-values; Brotli before gzip at equal ones.
Encoding choose_encoding(std::string_view accept_encoding, bool has_brotli, bool has_gzip);

}  // namespace mingchou::server
