// The transparency log as a server serves it: made of leaves with the log's own code, head, tiles and bundles by their
// paths.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/hex.h"
#include "shared/crypto/signature.h"
#include "shared/json/writer.h"
#include "shared/log/checkpoint.h"
#include "shared/log/tiles.h"
#include "tests/client/draw_support.h"

namespace mingchou::client::log_test {

using namespace draws_test;

inline const std::string head_path = "/api/v1/log";

class MemoryTiles final : public log::TileFiles {
 public:
  Result<Bytes> read(const std::string& path) override {
    const auto found = files.find(path);
    if (found == files.end()) return fail(Error("store.missing"));
    return found->second;
  }
  Result<> write(const std::string& path, BytesView bytes) override {
    files[path] = Bytes(bytes.begin(), bytes.end());
    return {};
  }
  Result<> flush() override { return {}; }
  std::map<std::string, Bytes> files;
};

/// A leaf for each kind of event of one draw; then values, as many as are missing.
inline std::vector<std::string> some_leaves(std::size_t count) {
  const std::string of = R"(,"draw":)" + in_quotes(draw_id);
  const auto at = [](std::size_t i) { return R"({"at":)" + std::to_string(1'779'990'000 + i); };
  std::vector<std::string> leaves{
      at(0) + of + R"(,"key":"ab","name":"王代表","type":"witness"})",
      at(1) + R"(,"plan":{"draw":)" + in_quotes(draw_id) + R"(,"v":1},"type":"plan"})",
      at(2) + of + R"(,"name":"骰子","type":"value","value":"314159"})",
      at(3) + of + R"(,"name":"王代表","type":"reveal","value":"00ff"})",
      at(4) + of + R"(,"name":"李律师","type":"strike"})",
      at(5) + of + R"(,"hash":")" + std::string(some_hash) + R"(","type":"result"})",
      at(6) + of + R"(,"hash":")" + std::string(some_hash) + R"(","type":"substitution"})",
      at(7) + of + R"(,"hash":")" + std::string(some_hash) + R"(","type":"replacement"})",
      at(8) + R"(,"draw":)" + in_quotes(drawn_id) + R"(,"reason":"一名见证人未能到场","type":"void"})",
      at(9) + R"(,"next":1,"type":"tomorrow"})",
  };
  for (std::size_t i = leaves.size(); i < count; ++i)
    leaves.push_back(at(i) + of + R"(,"name":"骰子","type":"value","value":")" + std::to_string(i) + R"("})");
  leaves.resize(count);
  return leaves;
}

inline const std::string origin = "xihua.example/mingchou/log/1";

/// Signed as it says, or of another root.
inline std::string head_json(std::uint64_t size, const log::Digest& root, bool is_forged = false) {
  const auto key = crypto::SigningKey::from_seed(Bytes(crypto::signing_seed_bytes, 7)).value();
  const log::VerifierKey verifier{origin, log::SignatureType::ed25519, key.public_key()};
  log::Checkpoint signed_one{origin, size, root};
  if (is_forged) signed_one.root[0] ^= 1;
  json::Writer writer;
  writer.begin_object().field("number", 1).field("origin", origin).field("verifier_key", verifier.text());
  writer.field("size", size).field("root", to_hex(root));
  writer.field("checkpoint", log::sign_checkpoint(key, signed_one).value()).end_object();
  return std::move(writer).take();
}

/// All that the server answers of a log with these leaves.
inline Answers log_answers(const std::vector<std::string>& leaves) {
  MemoryTiles tiles;
  const std::uint64_t size = log::append(tiles, 0, leaves).value_or(0);
  Answers answers = draw_answers(draw_in("drawn"));
  for (const auto& [path, bytes] : tiles.files) answers["/log/1/" + path] = std::string(as_text(bytes));
  answers[head_path] = head_json(size, log::TileReader(tiles, size).root().value_or(log::Digest{}));
  return answers;
}

}  // namespace mingchou::client::log_test
