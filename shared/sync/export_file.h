// The export file: what a person wrote on a tablet, sealed so that only the county's server reads it. It is one tap
// away at any time, without network, session or PIN (spec/sync.md section 5: nobody is locked out of their own work),
// and whoever carries it learns nothing from it.
//
// JSON Lines; every line equals its own canonical JSON (RFC 8785):
//
//   {"created_at":…,"device":"<uuid>","ephemeral":"<hex>","form":"mingchou.export.1","key":"<hex>","operations":n}
//   {"last":false,"n":0,"sealed":"<base64>"}
//   {"last":true,"n":1,"sealed":"<base64>"}
//
// `key` is the SHA-256 of the server's X25519 public key, `ephemeral` the public key made for this file alone. The
// pieces are 32 KiB each of the plain content (the last one shorter, perhaps empty), sealed by ChaCha20-Poly1305:
//   key        HKDF-SHA256(X25519(ephemeral, server's), salt = SHA-256 of the first line, "MINGCHOU-EXPORT-1")
//   nonce      four zero bytes, then n as u64, big-endian
//   associated one byte: 1 on the last piece, else 0
// So a changed, lost, added or reordered line, another first line and a missing end are all noticed.
//
// The plain content is JSON Lines again, one operation each. Runs everywhere.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/error.h"
#include "shared/base/time.h"
#include "shared/base/uuid.h"
#include "shared/crypto/key_exchange.h"

namespace mingchou::sync {

inline constexpr std::size_t export_piece_bytes = 32 * 1024;
/// Of the file, when it is opened. A tablet's operations of years are a few dozen MB.
inline constexpr std::size_t export_file_bytes_max = 512 * 1024 * 1024;

struct ExportHead {
  Instant created_at;
  Uuid device;
  /// How many operations the file holds; for the person who looks at it, checked by nobody.
  std::int64_t operations = 0;
};

class ExportSealer {
 public:
  /// Error: crypto.bad_key for a key that is none.
  static Result<ExportSealer> begin(const crypto::ExchangeKey& server_key, const ExportHead& head, Random& random);

  /// Takes plain content; what is ready of the file goes behind `file`.
  Result<> add(std::string_view plain, std::string& file);
  /// The end. Nothing may be added afterwards.
  Result<> finish(std::string& file);

 private:
  ExportSealer(crypto::Secret key, std::string first_line)
      : key_(std::move(key)), pending_file_(std::move(first_line)) {}
  Result<> seal_piece(std::string_view piece, bool is_last, std::string& file);

  crypto::Secret key_;
  std::string pending_file_;  // the first line until it has been given out
  std::string plain_;
  std::uint64_t pieces_ = 0;
};

/// Opens a file with the server's secret key; `take` gets the plain content piece by piece, each one checked.
/// Errors: sync.export_unreadable {line}, sync.export_other_server, sync.export_tampered {line},
/// sync.export_unfinished, crypto.bad_key, and those of `take`.
Result<ExportHead> open_export(BytesView server_secret, std::string_view file,
                               const std::function<Result<>(std::string_view plain)>& take);

}  // namespace mingchou::sync
