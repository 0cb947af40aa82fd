#include "server/data/key_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace mingchou::server {
namespace {

Error file_error(const std::string& path, int error_number) {
  const char* code = error_number == ENOSPC || error_number == EDQUOT                           ? "store.disk_full"
                     : error_number == EACCES || error_number == EPERM || error_number == EROFS ? "data.not_writable"
                                                                                                : "data.unusable";
  return Error(code).with("path", path).because(std::strerror(error_number));
}

bool sync_folder_of(const std::string& file) {
  const std::size_t slash = file.rfind('/');
  const std::string path = slash == file.npos ? "." : file.substr(0, slash + 1);
  const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return false;
  const bool done = ::fsync(folder) == 0;
  ::close(folder);
  return done;
}

}  // namespace

std::string key_file_path(const std::string& data_folder, std::string_view name) {
  return data_folder + "/keys/" + std::string(name);
}

Result<std::optional<crypto::Secret>> read_key_file(const std::string& data_folder, std::string_view name,
                                                    std::size_t bytes) {
  const std::string path = key_file_path(data_folder, name);
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (file < 0 && errno == ENOENT) return std::nullopt;
  if (file < 0) return fail(file_error(path, errno));
  crypto::Secret key(bytes + 1);
  const ssize_t count = ::read(file, key.bytes().data(), key.size());
  const int error_number = errno;
  ::close(file);
  if (count < 0) return fail(file_error(path, error_number));
  if (count != static_cast<ssize_t>(bytes)) return fail(Error("data.bad_key_file").with("path", path));
  return crypto::Secret::copy_of(key.view().first(bytes));
}

Result<> write_secret_file(const std::string& path, BytesView content) {
  // Under the file's name there is only ever the whole content.
  const std::string part = path + ".part";
  const int file = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return fail(file_error(part, errno));
  const bool written =
      ::write(file, content.data(), content.size()) == static_cast<ssize_t>(content.size()) && ::fsync(file) == 0;
  const int error_number = errno;
  ::close(file);
  if (!written || ::rename(part.c_str(), path.c_str()) != 0 || !sync_folder_of(path))
    return fail(file_error(path, written ? errno : error_number));
  return {};
}

Result<crypto::Secret> open_key_file(const std::string& data_folder, std::string_view name, std::size_t bytes,
                                     Random& random) {
  if (auto found = MC_TRY(read_key_file(data_folder, name, bytes))) return std::move(*found);
  crypto::Secret made = crypto::Secret::random(bytes, random);
  MC_TRY(write_secret_file(key_file_path(data_folder, name), made.view()));
  return made;
}

}  // namespace mingchou::server
