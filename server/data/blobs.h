// Files that people bring, kept below the data folder under the hash of their content: blobs/ab/cd/<sha256>. Written
// once, synced, never changed; the same content is kept once.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/error.h"

namespace mingchou::server {

/// The hash, 64 hexadecimal digits. Errors: store.disk_full {path}, data.not_writable {path}, data.unusable {path}.
Result<std::string> store_blob(const std::string& data_folder, std::string_view content);
std::string blob_path(const std::string& data_folder, std::string_view hash);

}  // namespace mingchou::server
