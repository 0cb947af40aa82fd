// A file of the data folder's keys/ that holds one secret: 0600, made once, never changed, whole or not there.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/error.h"
#include "shared/base/random.h"
#include "shared/crypto/secret.h"

namespace mingchou::server {

/// "…/keys/NAME".
std::string key_file_path(const std::string& data_folder, std::string_view name);

/// The key in the file; nothing if there is no file. Errors: data.bad_key_file {path} for a file that is no key (it is
/// left as it is), data.not_writable {path}, data.unusable {path}.
Result<std::optional<crypto::Secret>> read_key_file(const std::string& data_folder, std::string_view name,
                                                    std::size_t bytes);

/// Reads it, or makes it durably from `random`. Errors also: store.disk_full {path}.
Result<crypto::Secret> open_key_file(const std::string& data_folder, std::string_view name, std::size_t bytes,
                                     Random& random);

/// Writes a new file of the folder's own form, 0600, synced: for what must exist before anybody relies on it. An
/// existing one is replaced. Errors as above.
Result<> write_secret_file(const std::string& path, BytesView content);

}  // namespace mingchou::server
