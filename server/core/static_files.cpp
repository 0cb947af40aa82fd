#include "server/core/static_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <vector>

#include "server/core/entity_tag.h"

namespace mingchou::server {
namespace {

namespace fs = std::filesystem;

struct TypeOfSuffix {
  std::string_view suffix;
  std::string_view type;
};

constexpr TypeOfSuffix types[] = {
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".wasm", "application/wasm"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".ttf", "font/ttf"},
    {".otf", "font/otf"},
    {".woff2", "font/woff2"},
    {".pdf", "application/pdf"},
    {".txt", "text/plain; charset=utf-8"},
};

std::string_view type_of(std::string_view path) {
  for (const auto& [suffix, type] : types)
    if (path.ends_with(suffix)) return type;
  return "application/octet-stream";
}

std::optional<std::string> read_whole(const fs::path& path, std::size_t bytes) {
  std::ifstream file(path, std::ios::binary);
  std::string content(bytes, '\0');
  if (!file.read(content.data(), static_cast<std::streamsize>(bytes))) return std::nullopt;
  return content;
}

/// The q-value of a coding in Accept-Encoding in thousandths; -1 if it is not named.
int quality_of(std::string_view accept_encoding, std::string_view coding) {
  while (!accept_encoding.empty()) {
    const std::size_t end = std::min(accept_encoding.find(','), accept_encoding.size());
    const std::string_view item = accept_encoding.substr(0, end);
    accept_encoding.remove_prefix(std::min(end + 1, accept_encoding.size()));
    const std::size_t semicolon = std::min(item.find(';'), item.size());
    if (!equal_ignoring_case(trimmed(item.substr(0, semicolon)), coding)) continue;
    std::string_view weight = trimmed(item.substr(std::min(semicolon + 1, item.size())));
    if (!weight.starts_with("q=") && !weight.starts_with("Q=")) return 1000;
    weight.remove_prefix(2);
    // qvalue = "0" or "1", then at most three digits; anything else counts as a refusal.
    if (weight.empty() || (weight[0] != '0' && weight[0] != '1')) return 0;
    int thousandths = (weight[0] - '0') * 1000;
    int unit = 100;
    for (std::size_t i = 2; i < weight.size() && i < 5; ++i, unit /= 10) {
      if (weight[i] < '0' || weight[i] > '9') return 0;
      thousandths += (weight[i] - '0') * unit;
    }
    return std::min(thousandths, 1000);
  }
  return -1;
}

struct Found {
  std::string path;  // as in a URL
  fs::path file;
  std::size_t bytes;
};

Result<std::vector<Found>> list_files(const std::string& folder) {
  std::vector<Found> found;
  std::size_t bytes = 0;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, error);
  if (error) return fail(Error("server.web_folder_missing").with("path", folder).because(error.message()));
  for (const fs::recursive_directory_iterator end; at != end; at.increment(error)) {
    if (error) return fail(Error("server.web_file_unreadable").with("path", folder).because(error.message()));
    const fs::directory_entry& entry = *at;
    if (entry.path().filename().string().starts_with('.')) {
      at.disable_recursion_pending();
      continue;
    }
    if (entry.is_symlink(error) || !entry.is_regular_file(error)) continue;
    const auto size = entry.file_size(error);
    if (error) return fail(Error("server.web_file_unreadable").with("path", entry.path().string()));
    bytes += size;
    if (found.size() == StaticFiles::files_max || bytes > StaticFiles::bytes_max)
      return fail(Error("server.web_folder_too_large")
                      .with("path", folder)
                      .with("files_max", StaticFiles::files_max)
                      .with("mib_max", StaticFiles::bytes_max >> 20));
    found.push_back({"/" + entry.path().lexically_relative(folder).generic_string(), entry.path(), size});
  }
  std::ranges::sort(found, {}, &Found::path);
  return found;
}

}  // namespace

bool is_hashed_name(std::string_view path) {
  const std::size_t last = path.rfind('.');
  if (last == path.npos || last == 0) return false;
  const std::size_t before = path.rfind('.', last - 1);
  if (before == path.npos) return false;
  const std::string_view hash = path.substr(before + 1, last - before - 1);
  return hash.size() >= 8 && std::ranges::all_of(hash, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
         });
}

Encoding choose_encoding(std::string_view accept_encoding, bool has_brotli, bool has_gzip) {
  const int others = quality_of(accept_encoding, "*");
  const auto quality = [&](std::string_view coding) {
    const int named = quality_of(accept_encoding, coding);
    return named >= 0 ? named : std::max(others, 0);
  };
  const int identity_named = quality_of(accept_encoding, "identity");
  // Without a word about it, plain bytes are welcome but the last choice.
  const int identity = identity_named >= 0 ? identity_named : others == 0 ? 0 : 1;
  const int brotli = has_brotli ? quality("br") : 0;
  const int gzip = has_gzip ? quality("gzip") : 0;
  if (brotli > 0 && brotli >= gzip && brotli >= identity) return Encoding::brotli;
  if (gzip > 0 && gzip >= identity) return Encoding::gzip;
  return Encoding::identity;
}

Result<StaticFiles> StaticFiles::load(const std::string& folder) {
  StaticFiles files;
  for (const Found& found : MC_TRY(list_files(folder))) {
    auto content = read_whole(found.file, found.bytes);
    if (!content) return fail(Error("server.web_file_unreadable").with("path", found.file.string()));
    auto shared = std::make_shared<const std::string>(*std::move(content));
    // Sorted, "x" comes before "x.br" and "x.gz".
    const std::string base = found.path.substr(0, found.path.size() > 3 ? found.path.size() - 3 : 0);
    const auto whole = files.files_.find(base);
    if (whole != files.files_.end() && found.path.ends_with(".br")) {
      whole->second.tag_brotli = content_tag(*shared, "-br");
      whole->second.brotli = std::move(shared);
    } else if (whole != files.files_.end() && found.path.ends_with(".gz")) {
      whole->second.tag_gzip = content_tag(*shared, "-gz");
      whole->second.gzip = std::move(shared);
    } else {
      File file;
      file.tag_plain = content_tag(*shared);
      file.plain = std::move(shared);
      file.type = type_of(found.path);
      file.is_immutable = is_hashed_name(found.path);
      files.files_.emplace(found.path, std::move(file));
    }
  }
  return files;
}

bool StaticFiles::has(std::string_view path) const {
  return find(path) || (path.starts_with('/') && files_.contains(std::string(path) + "/index.html"));
}

const StaticFiles::File* StaticFiles::find(std::string_view path) const {
  auto found = files_.find(path);
  if (found == files_.end() && path.ends_with('/')) found = files_.find(std::string(path) + "index.html");
  return found == files_.end() ? nullptr : &found->second;
}

Response StaticFiles::answer(const Request& request) const {
  const File* found = find(request.path);
  Response response;
  if (!found) {
    // A folder without its slash, as people type it.
    response.status = 308;
    response.set("Location", request.path + "/");
    response.set("Cache-Control", "no-cache");
    return response;
  }
  const File& file = *found;
  response.set("Content-Type", file.type);
  response.set("Cache-Control", file.is_immutable ? "public, max-age=31536000, immutable" : "no-cache");
  if (file.brotli || file.gzip) response.set("Vary", "Accept-Encoding");
  switch (choose_encoding(request.header("Accept-Encoding").value_or(""), !!file.brotli, !!file.gzip)) {
    case Encoding::brotli:
      response.set("Content-Encoding", "br");
      response.set("ETag", file.tag_brotli);
      response.shared_body = file.brotli;
      break;
    case Encoding::gzip:
      response.set("Content-Encoding", "gzip");
      response.set("ETag", file.tag_gzip);
      response.shared_body = file.gzip;
      break;
    case Encoding::identity:
      response.set("ETag", file.tag_plain);
      response.shared_body = file.plain;
      break;
  }
  answer_not_modified(request, response);
  return response;
}

}  // namespace mingchou::server
