// Notes, keys, checkpoints and leaves: what is accepted is one text only, and everything else is refused.
#include <doctest/doctest.h>

#include <algorithm>

#include "shared/log/checkpoint.h"
#include "shared/log/leaf.h"
#include "shared/log/note.h"
#include "shared/messages/messages.h"

using namespace mingchou;
using log::UnknownKeys;

namespace {

crypto::SigningKey key_of(std::uint8_t number) {
  return std::move(crypto::SigningKey::from_seed(Bytes(crypto::signing_seed_bytes, number)).value());
}

constexpr std::string_view origin = "county.example/mingchou/log/1";

log::VerifierKey verifier(const crypto::SigningKey& key, std::string_view name,
                          log::SignatureType type = log::SignatureType::ed25519) {
  return {std::string(name), type, key.public_key()};
}

log::Checkpoint checkpoint_of(std::uint64_t size) {
  log::Checkpoint checkpoint{std::string(origin), size, {}};
  checkpoint.root[0] = static_cast<std::uint8_t>(size);
  return checkpoint;
}

}  // namespace

TEST_CASE("a published note verifies under its published key") {
  // The example of Go's package golang.org/x/mod/sumdb/note.
  const auto key = log::VerifierKey::parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  REQUIRE(key);
  const auto note = log::parse_note(
      "If you think cryptography is the answer to your problem,\n"
      "then you don't know what your problem is.\n\n"
      "\xE2\x80\x94 PeterNeumann "
      "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n");
  REQUIRE(note);
  CHECK(log::check_signatures(*note, {&*key, 1}, UnknownKeys::refuse).value() == std::vector<std::size_t>{0});
}

TEST_CASE("keys have one text, with an id that fits") {
  const crypto::SigningKey secret = key_of(1);
  const log::VerifierKey key = verifier(secret, "witness.example/w1");
  const std::string text = key.text();
  CHECK(log::VerifierKey::parse(text).value() == key);
  const std::string cosigner = verifier(secret, "witness.example/w1", log::SignatureType::cosignature).text();
  CHECK(log::VerifierKey::parse(cosigner).value().type == log::SignatureType::cosignature);
  CHECK(cosigner != text);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    CHECK_FALSE(log::VerifierKey::parse(changed));
  }
  for (const char* bad : {"", "+", "a+b", "a b+00000000+AA==", "a+00000000+", "名+00000000+AAAA"})
    CHECK(log::VerifierKey::parse(bad).error().code == "log.key_form");
}

TEST_CASE("every changed byte of a note is seen") {
  const crypto::SigningKey secret = key_of(1), other = key_of(2);
  log::SignedNote note{"first line\n\n第二行\n", {}};
  note.signatures.push_back(log::sign_note(secret, "a.example", note.text).value());
  note.signatures.push_back(log::cosign_note(other, "b.example", note.text, 1'800'000'000).value());
  const std::vector<log::VerifierKey> known = {verifier(secret, "a.example"),
                                               verifier(other, "b.example", log::SignatureType::cosignature)};
  const std::string text = log::note_text(note);
  CHECK(log::note_text(log::parse_note(text).value()) == text);
  CHECK(log::check_signatures(note, known, UnknownKeys::refuse).value().size() == 2);
  CHECK(log::cosignature_time_s(note.signatures[1]) == 1'800'000'000);
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (const int bit : {0, 1, 5, 7}) {
      std::string changed = text;
      changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
      const auto parsed = log::parse_note(changed);
      const bool is_seen = !parsed || !log::check_signatures(*parsed, known, UnknownKeys::refuse);
      CHECK(is_seen);
    }
  }
}

TEST_CASE("unknown keys are ignored or refused, known ones that sign wrongly or twice never pass") {
  const crypto::SigningKey secret = key_of(1), other = key_of(2);
  const std::vector<log::VerifierKey> known = {verifier(secret, "a.example")};
  log::SignedNote note{"text\n", {}};
  note.signatures.push_back(log::sign_note(other, "b.example", note.text).value());
  CHECK(log::check_signatures(note, known, UnknownKeys::ignore).value().empty());
  CHECK(log::check_signatures(note, known, UnknownKeys::refuse).error().code == "log.signature_unknown");
  note.signatures.push_back(log::sign_note(secret, "a.example", note.text).value());
  CHECK(log::check_signatures(note, known, UnknownKeys::ignore).value().size() == 1);
  note.signatures.push_back(note.signatures.back());
  CHECK(log::check_signatures(note, known, UnknownKeys::ignore).error().code == "log.signature_wrong");
  note.signatures.pop_back();
  note.text = "another\n";
  CHECK(log::check_signatures(note, known, UnknownKeys::ignore).error().code == "log.signature_wrong");
}

TEST_CASE("what is no note is refused") {
  const std::string line = "\xE2\x80\x94 a.example AAAAAAA=\n";
  CHECK(log::parse_note("text\n\n" + line));
  const std::string bad_notes[] = {"",
                                   "text\n",
                                   "text\n\n",
                                   "text\n" + line,
                                   "text\n\n" + line + "\n",
                                   "te\txt\n\n" + line,
                                   "text\n\n- a.example AAAAAAA=\n",
                                   "text\n\n\xE2\x80\x94 a.example AAAA\n",
                                   "text\n\n\xE2\x80\x94 a+b AAAAAAA=\n",
                                   "text\n\n\xE2\x80\x94  AAAAAAA=\n",
                                   "te\xFFxt\n\n" + line,
                                   "text\n\n" + line.substr(0, line.size() - 1)};
  for (const std::string& bad : bad_notes) CHECK(log::parse_note(bad).error().code == "log.note_form");
  std::string many = "text\n\n";
  for (std::size_t i = 0; i < log::note_signatures_max; ++i) many += line;
  CHECK(log::parse_note(many));
  CHECK_FALSE(log::parse_note(many + line));
}

TEST_CASE("a checkpoint is its log's, signed, and cosigned at a time") {
  const crypto::SigningKey secret = key_of(1), witness = key_of(2);
  const log::VerifierKey log_key = verifier(secret, origin);
  const std::vector<log::VerifierKey> witnesses = {verifier(witness, "w.example", log::SignatureType::cosignature)};
  const std::string text = log::sign_checkpoint(secret, checkpoint_of(7)).value();
  log::SignedNote note = log::parse_note(text).value();
  CHECK(log::open_checkpoint(text, log_key, witnesses, UnknownKeys::refuse).value().cosigned.empty());
  note.signatures.push_back(log::cosign_note(witness, "w.example", note.text, 1'795'570'000).value());
  const auto opened = log::open_checkpoint(log::note_text(note), log_key, witnesses, UnknownKeys::refuse);
  REQUIRE(opened);
  CHECK(opened->checkpoint == checkpoint_of(7));
  REQUIRE(opened->cosigned.size() == 1);
  CHECK(opened->cosigned[0].time_s == 1'795'570'000);

  const auto refused = [&](std::string_view changed, const log::VerifierKey& key) {
    return log::open_checkpoint(changed, key, witnesses, UnknownKeys::refuse).error().code;
  };
  CHECK(refused(text, verifier(secret, "another.example")) == "log.checkpoint_origin");
  CHECK(refused(text, verifier(witness, origin)) == "log.signature_unknown");
  note.signatures.erase(note.signatures.begin());
  CHECK(refused(log::note_text(note), log_key) == "log.checkpoint_unsigned");
  for (const char* bad : {"o\n07\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n", "o\n7\nAAAA\n", "o\n7\n",
                          "o o\n7\nA\n", "o\n7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nmore\n",
                          "o\n99999999999999999999\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"})
    CHECK(log::parse_checkpoint(bad).error().code == "log.checkpoint_form");
}

TEST_CASE("a stale checkpoint and a rewritten log are told apart") {
  const log::Digest a = log::leaf_hash(log::Suite::sha256, as_bytes("a"));
  const log::Digest b = log::leaf_hash(log::Suite::sha256, as_bytes("b"));
  const std::vector<log::Digest> both = {a, b};
  const log::Checkpoint one{std::string(origin), 1, a};
  const log::Checkpoint two{std::string(origin), 2, log::tree_root(log::Suite::sha256, both)};
  const auto path = log::consistency_path(log::Suite::sha256, both, 1);
  CHECK(log::check_succession(one, two, path));
  CHECK(log::check_succession(two, two, {}));
  CHECK(log::check_succession({std::string(origin), 0, log::tree_root(log::Suite::sha256, {})}, two, {}));
  CHECK(log::check_succession(two, one, path).error().code == "log.checkpoint_older");
  CHECK(log::check_succession({std::string(origin), 1, b}, two, path).error().code == "log.inconsistent");
  CHECK(log::check_succession({std::string(origin), 2, a}, two, {}).error().code == "log.inconsistent");
  CHECK(log::check_succession({"another", 1, a}, two, path).error().code == "log.checkpoint_origin");
}

TEST_CASE("a leaf is one canonical object whose time does not go back") {
  CHECK(log::check_leaf("{\"at\":5,\"type\":\"plan\"}", 5).value().type == "plan");
  CHECK(log::check_leaf("{\"at\":5,\"type\":\"plan\"}", 6).error().code == "log.leaf_time");
  for (const char* bad :
       {"", "[]", "{\"type\":\"plan\",\"at\":5}", "{\"at\":5}", "{\"at\":\"5\",\"type\":\"x\"}",
        "{\"at\":5.5,\"type\":\"x\"}", "{\"at\":5,\"type\":\"x\",\"y\":null}", "{\"at\":5,\"type\":1}"})
    CHECK(log::check_leaf(bad, 0).error().code == "log.leaf_form");
  const std::string head = "{\"at\":5,\"type\":\"";
  const std::string largest = head + std::string(log::leaf_bytes_max - head.size() - 2, 'x') + "\"}";
  CHECK(log::check_leaf(largest, 0));
  CHECK(log::check_leaf(largest + "x", 0).error().code == "log.leaf_too_large");

  const log::Digest hash = log::concealed_hash({}, "{}");
  const std::string concealed = log::concealed_leaf("result", 7, "d", hash);
  CHECK(log::check_leaf(concealed, 0).value().at_s == 7);
  CHECK(log::check_leaf(log::plan_leaf(7, "{\"v\":1}"), 0).value().type == "plan");
  log::Digest other_nonce{};
  other_nonce[0] = 1;
  CHECK(log::concealed_hash(other_nonce, "{}") != hash);
}

TEST_CASE("every refusal of the log has its sentence") {
  for (const char* code :
       {"log.key_form", "log.note_form", "log.signature_wrong", "log.signature_unknown", "log.checkpoint_form",
        "log.checkpoint_origin", "log.checkpoint_unsigned", "log.checkpoint_older", "log.inconsistent",
        "log.leaf_too_large", "log.leaf_form", "log.leaf_time", "log.tile_form"})
    CHECK(find_message(code).has_value());
}
