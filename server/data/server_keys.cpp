#include "server/data/server_keys.h"

#include "server/data/key_file.h"

namespace mingchou::server {
namespace {

constexpr std::string_view export_key_name = "export.key";

}  // namespace

Result<ServerKeys> ServerKeys::from(crypto::Secret secret) {
  const crypto::ExchangeKey key = MC_TRY(crypto::exchange_public_key(secret.view()));
  return ServerKeys(std::move(secret), key);
}

Result<ServerKeys> ServerKeys::open(const std::string& data_folder, Random& random) {
  return from(MC_TRY(open_key_file(data_folder, export_key_name, crypto::exchange_secret_bytes, random)));
}

Result<ServerKeys> ServerKeys::read(const std::string& data_folder) {
  auto found = MC_TRY(read_key_file(data_folder, export_key_name, crypto::exchange_secret_bytes));
  if (!found) return fail(Error("data.key_missing").with("path", key_file_path(data_folder, export_key_name)));
  return from(std::move(*found));
}

}  // namespace mingchou::server
