#include "server/data/blobs.h"

#include <sys/stat.h>

#include "server/data/key_file.h"
#include "shared/base/bytes.h"
#include "shared/base/hex.h"
#include "shared/crypto/hash.h"

namespace mingchou::server {

std::string blob_path(const std::string& data_folder, std::string_view hash) {
  return data_folder + "/blobs/" + std::string(hash.substr(0, 2)) + "/" + std::string(hash.substr(2, 2)) + "/" +
         std::string(hash);
}

Result<std::string> store_blob(const std::string& data_folder, std::string_view content) {
  crypto::Hasher hasher(crypto::Suite::sha256);
  std::string hash = to_hex(hasher.update(content).finish());
  const std::string path = blob_path(data_folder, hash);
  struct stat status{};
  if (::stat(path.c_str(), &status) == 0 && static_cast<std::size_t>(status.st_size) == content.size()) return hash;
  // What can't be made shows when the file is written.
  ::mkdir((data_folder + "/blobs").c_str(), 0700);
  ::mkdir(path.substr(0, path.size() - hash.size() - 4).c_str(), 0700);
  ::mkdir(path.substr(0, path.size() - hash.size() - 1).c_str(), 0700);
  MC_TRY(write_secret_file(path, as_bytes(content)));
  return hash;
}

}  // namespace mingchou::server
