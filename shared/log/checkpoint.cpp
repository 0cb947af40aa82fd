#include "shared/log/checkpoint.h"

#include <algorithm>
#include <charconv>

#include "shared/base/hex.h"

namespace mingchou::log {
namespace {

/// The text up to the next line feed, taken off `text`.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

}  // namespace

std::string checkpoint_text(const Checkpoint& checkpoint) {
  return checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" + to_base64(checkpoint.root) + "\n";
}

Result<Checkpoint> parse_checkpoint(std::string_view text) {
  std::string_view rest = text;
  Checkpoint checkpoint;
  checkpoint.origin = take_line(rest);
  const std::string_view size = take_line(rest);
  std::from_chars(size.data(), size.data() + size.size(), checkpoint.size);
  const auto root = from_base64(take_line(rest));
  if (root && root->size() == checkpoint.root.size()) std::ranges::copy(*root, checkpoint.root.begin());
  if (!is_key_name(checkpoint.origin) || checkpoint_text(checkpoint) != text) return fail(Error("log.checkpoint_form"));
  return checkpoint;
}

Result<std::string> sign_checkpoint(const crypto::SigningKey& key, const Checkpoint& checkpoint) {
  SignedNote note{checkpoint_text(checkpoint), {}};
  note.signatures.push_back(MC_TRY(sign_note(key, checkpoint.origin, note.text)));
  return note_text(note);
}

Result<OpenedCheckpoint> open_checkpoint(std::string_view note, const VerifierKey& log_key,
                                         std::span<const VerifierKey> witnesses, UnknownKeys unknown) {
  const SignedNote signed_note = MC_TRY(parse_note(note));
  OpenedCheckpoint opened;
  opened.checkpoint = MC_TRY(parse_checkpoint(signed_note.text));
  if (opened.checkpoint.origin != log_key.name)
    return fail(Error("log.checkpoint_origin").with("origin", opened.checkpoint.origin));
  std::vector<VerifierKey> known = {log_key};
  known.insert(known.end(), witnesses.begin(), witnesses.end());
  const auto signers = MC_TRY(check_signatures(signed_note, known, unknown));
  if (!std::ranges::contains(signers, std::size_t{0})) return fail(Error("log.checkpoint_unsigned"));
  for (const NoteSignature& signature : signed_note.signatures) {
    const auto is_signer = [&](const VerifierKey& witness) {
      return witness.type == SignatureType::cosignature && witness.name == signature.name &&
             witness.id() == signature.id;
    };
    if (std::ranges::any_of(witnesses, is_signer))
      opened.cosigned.push_back({signature.name, cosignature_time_s(signature)});
  }
  return opened;
}

Result<> check_succession(const Checkpoint& earlier, const Checkpoint& later, std::span<const Digest> path) {
  if (later.origin != earlier.origin) return fail(Error("log.checkpoint_origin").with("origin", later.origin));
  if (later.size < earlier.size)
    return fail(Error("log.checkpoint_older").with("size", static_cast<long long>(earlier.size)));
  // Whatever there is begins with nothing.
  if (earlier.size == 0 && path.empty()) return {};
  if (!verify_consistency(Suite::sha256, earlier.size, earlier.root, later.size, later.root, path))
    return fail(Error("log.inconsistent"));
  return {};
}

}  // namespace mingchou::log
