#include "shared/log/note.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "shared/base/hex.h"
#include "shared/base/utf8.h"
#include "shared/crypto/hash.h"

namespace mingchou::log {
namespace {

constexpr std::string_view line_begin = "\xE2\x80\x94 ";  // em dash, space
constexpr std::size_t time_bytes = 8;

Bytes big_endian(std::uint64_t number, std::size_t bytes) {
  Bytes result(bytes);
  for (std::size_t i = 0; i < bytes; ++i) result[bytes - 1 - i] = static_cast<std::uint8_t>(number >> (8 * i));
  return result;
}

std::uint64_t number_of(BytesView big_endian_bytes) {
  std::uint64_t number = 0;
  for (const std::uint8_t byte : big_endian_bytes) number = number << 8 | byte;
  return number;
}

/// UTF-8 without control characters but line feeds.
bool is_note_text(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t bytes = utf8_sequence_bytes(text, at);
    if (bytes == 0 || (static_cast<unsigned char>(text[at]) < 0x20 && text[at] != '\n')) return false;
    at += bytes;
  }
  return true;
}

std::string hex_id(std::uint32_t id) { return to_hex(big_endian(id, 4)); }

std::string cosigned_text(std::string_view text, std::uint64_t time_s) {
  return "cosignature/v1\ntime " + std::to_string(time_s) + "\n" + std::string(text);
}

std::optional<NoteSignature> parse_line(std::string_view line) {
  if (!line.starts_with(line_begin)) return std::nullopt;
  line.remove_prefix(line_begin.size());
  const std::size_t space = line.find(' ');
  if (space == line.npos || !is_key_name(line.substr(0, space))) return std::nullopt;
  const auto bytes = from_base64(line.substr(space + 1));
  if (!bytes || bytes->size() <= 4) return std::nullopt;
  return NoteSignature{std::string(line.substr(0, space)),
                       static_cast<std::uint32_t>(number_of(BytesView(*bytes).first(4))),
                       Bytes(bytes->begin() + 4, bytes->end())};
}

NoteSignature signature_of(const crypto::SigningKey& key, std::string_view name, SignatureType type, Bytes bytes) {
  const VerifierKey verifier{std::string(name), type, key.public_key()};
  return {verifier.name, verifier.id(), std::move(bytes)};
}

}  // namespace

bool is_key_name(std::string_view name) {
  return !name.empty() && name.size() <= key_name_bytes_max &&
         std::ranges::all_of(name, [](char c) { return c > ' ' && c < 0x7F && c != '+'; });
}

std::uint32_t VerifierKey::id() const {
  const std::uint8_t head[] = {'\n', static_cast<std::uint8_t>(type)};
  const crypto::Digest digest = crypto::hash(crypto::Suite::sha256, {as_bytes(name), head, key});
  return static_cast<std::uint32_t>(number_of(BytesView(digest).first(4)));
}

std::string VerifierKey::text() const {
  Bytes bytes = {static_cast<std::uint8_t>(type)};
  append(bytes, key);
  return name + '+' + hex_id(id()) + '+' + to_base64(bytes);
}

Result<VerifierKey> VerifierKey::parse(std::string_view text) {
  const auto bad = [] { return fail(Error("log.key_form")); };
  const std::size_t first = text.find('+');
  const std::size_t second = first == text.npos ? text.npos : text.find('+', first + 1);
  if (second == text.npos || !is_key_name(text.substr(0, first))) return bad();
  const auto bytes = from_base64(text.substr(second + 1));
  VerifierKey key;
  if (!bytes || bytes->size() != 1 + key.key.size()) return bad();
  const std::uint8_t type = bytes->front();
  const bool is_known_type = type == static_cast<std::uint8_t>(SignatureType::ed25519) ||
                             type == static_cast<std::uint8_t>(SignatureType::cosignature);
  if (!is_known_type) return bad();
  key.name = text.substr(0, first);
  key.type = static_cast<SignatureType>(type);
  std::copy(bytes->begin() + 1, bytes->end(), key.key.begin());
  if (key.text() != text || !crypto::is_public_key(key.key)) return bad();
  return key;
}

Result<SignedNote> parse_note(std::string_view text) {
  const auto bad = [] { return fail(Error("log.note_form")); };
  if (text.size() > note_bytes_max || !is_note_text(text) || !text.ends_with('\n')) return bad();
  // The last empty line ends the text.
  const std::size_t blank = text.rfind("\n\n");
  if (blank == text.npos || blank + 2 == text.size()) return bad();
  SignedNote note{std::string(text.substr(0, blank + 1)), {}};
  std::string_view lines = text.substr(blank + 2);
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    auto signature = parse_line(lines.substr(0, end));
    if (!signature || note.signatures.size() == note_signatures_max) return bad();
    note.signatures.push_back(*std::move(signature));
    lines.remove_prefix(end + 1);
  }
  return note;
}

std::string note_text(const SignedNote& note) {
  std::string text = note.text + "\n";
  for (const NoteSignature& signature : note.signatures) {
    Bytes bytes = big_endian(signature.id, 4);
    append(bytes, signature.bytes);
    text.append(line_begin).append(signature.name).append(" ").append(to_base64(bytes)).append("\n");
  }
  return text;
}

Result<NoteSignature> sign_note(const crypto::SigningKey& key, std::string_view name, std::string_view text) {
  const crypto::Signature signature = MC_TRY(key.sign(as_bytes(text)));
  return signature_of(key, name, SignatureType::ed25519, Bytes(signature.begin(), signature.end()));
}

Result<NoteSignature> cosign_note(const crypto::SigningKey& key, std::string_view name, std::string_view text,
                                  std::uint64_t time_s) {
  const std::string message = cosigned_text(text, time_s);
  const crypto::Signature signature = MC_TRY(key.sign(as_bytes(message)));
  Bytes bytes = big_endian(time_s, time_bytes);
  append(bytes, signature);
  return signature_of(key, name, SignatureType::cosignature, std::move(bytes));
}

bool verify_signature(const VerifierKey& key, std::string_view text, const NoteSignature& signature) {
  if (signature.name != key.name || signature.id != key.id()) return false;
  if (key.type == SignatureType::ed25519) return crypto::verify(key.key, as_bytes(text), signature.bytes);
  const std::uint64_t time_s = cosignature_time_s(signature);
  if (time_s == 0 || time_s >> 63 != 0) return false;
  const std::string message = cosigned_text(text, time_s);
  return crypto::verify(key.key, as_bytes(message), BytesView(signature.bytes).subspan(time_bytes));
}

std::uint64_t cosignature_time_s(const NoteSignature& signature) {
  if (signature.bytes.size() != time_bytes + sizeof(crypto::Signature)) return 0;
  return number_of(BytesView(signature.bytes).first(time_bytes));
}

Result<std::vector<std::size_t>> check_signatures(const SignedNote& note, std::span<const VerifierKey> known,
                                                  UnknownKeys unknown) {
  std::vector<std::size_t> signers;
  for (const NoteSignature& signature : note.signatures) {
    const auto key = std::ranges::find_if(
        known, [&](const VerifierKey& one) { return one.name == signature.name && one.id() == signature.id; });
    if (key == known.end()) {
      if (unknown == UnknownKeys::ignore) continue;
      return fail(Error("log.signature_unknown").with("name", signature.name));
    }
    const auto index = static_cast<std::size_t>(key - known.begin());
    if (std::ranges::contains(signers, index) || !verify_signature(*key, note.text, signature))
      return fail(Error("log.signature_wrong").with("name", signature.name));
    signers.push_back(index);
  }
  return signers;
}

}  // namespace mingchou::log
