#include "server/data/server_keys.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>

namespace mingchou::server {
namespace {

std::string export_key_path(const std::string& data_folder) { return data_folder + "/keys/export.key"; }

Error file_error(const std::string& path, int error_number) {
  const char* code = error_number == ENOSPC || error_number == EDQUOT                           ? "store.disk_full"
                     : error_number == EACCES || error_number == EPERM || error_number == EROFS ? "data.not_writable"
                                                                                                : "data.unusable";
  return Error(code).with("path", path).because(std::strerror(error_number));
}

/// The key in the file; nothing if there is no file.
Result<std::optional<crypto::Secret>> read_key(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (file < 0 && errno == ENOENT) return std::nullopt;
  if (file < 0) return fail(file_error(path, errno));
  crypto::Secret key(crypto::exchange_secret_bytes + 1);
  const ssize_t bytes = ::read(file, key.bytes().data(), key.size());
  const int error_number = errno;
  ::close(file);
  if (bytes < 0) return fail(file_error(path, error_number));
  if (bytes != static_cast<ssize_t>(crypto::exchange_secret_bytes))
    return fail(Error("data.bad_key_file").with("path", path));
  return crypto::Secret::copy_of(key.view().first(crypto::exchange_secret_bytes));
}

bool sync_folder(const std::string& path) {
  const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return false;
  const bool done = ::fsync(folder) == 0;
  ::close(folder);
  return done;
}

/// Under the file's name there is only ever a whole key.
Result<> write_key(const std::string& data_folder, const std::string& path, BytesView key) {
  const std::string part = path + ".part";
  const int file = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return fail(file_error(part, errno));
  const bool written = ::write(file, key.data(), key.size()) == static_cast<ssize_t>(key.size()) && ::fsync(file) == 0;
  const int error_number = errno;
  ::close(file);
  if (!written || ::rename(part.c_str(), path.c_str()) != 0 || !sync_folder(data_folder + "/keys"))
    return fail(file_error(path, written ? errno : error_number));
  return {};
}

}  // namespace

Result<ServerKeys> ServerKeys::from(crypto::Secret secret) {
  const crypto::ExchangeKey key = MC_TRY(crypto::exchange_public_key(secret.view()));
  return ServerKeys(std::move(secret), key);
}

Result<ServerKeys> ServerKeys::open(const std::string& data_folder, Random& random) {
  const std::string path = export_key_path(data_folder);
  if (auto found = MC_TRY(read_key(path))) return from(std::move(*found));
  crypto::Secret made = crypto::Secret::random(crypto::exchange_secret_bytes, random);
  MC_TRY(write_key(data_folder, path, made.view()));
  return from(std::move(made));
}

Result<ServerKeys> ServerKeys::read(const std::string& data_folder) {
  const std::string path = export_key_path(data_folder);
  auto found = MC_TRY(read_key(path));
  if (!found) return fail(Error("data.key_missing").with("path", path));
  return from(std::move(*found));
}

}  // namespace mingchou::server
