// Signed notes (C2SP signed-note): a text and signature lines under it, each of a named key.
//
// Checkpoints of the log are notes, and so are what witnesses sign: a plan, a reveal, a strike. Runs everywhere.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/error.h"
#include "shared/crypto/signature.h"

namespace mingchou::log {

/// The values are hashed into a key's id.
enum class SignatureType : std::uint8_t {
  ed25519 = 0x01,      // over the note's text
  cosignature = 0x04,  // over a checkpoint with the time at which it was seen (tlog-cosignature)
};

inline constexpr std::size_t key_name_bytes_max = 200;
inline constexpr std::size_t note_bytes_max = 60'000;
inline constexpr std::size_t note_signatures_max = 64;

/// Not empty, printable ASCII without space and plus: no key can look like another.
bool is_key_name(std::string_view name);

/// Whose signature is expected. Written as a vkey: name+id+base64(type || key).
struct VerifierKey {
  std::string name;
  SignatureType type = SignatureType::ed25519;
  crypto::PublicKey key{};

  /// The first four bytes of SHA-256(name || 0A || type || key).
  std::uint32_t id() const;
  std::string text() const;
  /// Error: log.key_form unless the text is what text() writes, of a key of the curve.
  static Result<VerifierKey> parse(std::string_view text);
  bool operator==(const VerifierKey&) const = default;
};

struct NoteSignature {
  std::string name;
  std::uint32_t id = 0;
  Bytes bytes;  // what follows the id
};

struct SignedNote {
  std::string text;  // ends with a line feed
  std::vector<NoteSignature> signatures;
};

/// Error: log.note_form unless the text is what note_text() writes.
Result<SignedNote> parse_note(std::string_view text);
std::string note_text(const SignedNote& note);

/// Errors: those of SigningKey::sign().
Result<NoteSignature> sign_note(const crypto::SigningKey& key, std::string_view name, std::string_view text);

/// For type cosignature the first eight bytes are the time in Unix seconds, and the signature covers it.
Result<NoteSignature> cosign_note(const crypto::SigningKey& key, std::string_view name, std::string_view text,
                                  std::uint64_t time_s);

/// Whether name and id are the key's and the signature is over that text.
bool verify_signature(const VerifierKey& key, std::string_view text, const NoteSignature& signature);
/// The time of a cosignature of 72 bytes; 0 for any other.
std::uint64_t cosignature_time_s(const NoteSignature& signature);

/// What is done about lines of keys that nobody named.
enum class UnknownKeys : std::uint8_t { ignore, refuse };

/// The keys that signed, as indexes into `known`, in the order of the lines. Errors: log.signature_wrong {name} if a
/// known key's line does not verify or stands twice; log.signature_unknown {name} where unknown keys are refused.
Result<std::vector<std::size_t>> check_signatures(const SignedNote& note, std::span<const VerifierKey> known,
                                                  UnknownKeys unknown);

}  // namespace mingchou::log
