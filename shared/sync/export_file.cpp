#include "shared/sync/export_file.h"

#include <algorithm>

#include "shared/base/hex.h"
#include "shared/crypto/aead.h"
#include "shared/crypto/hash.h"
#include "shared/json/canonical.h"
#include "shared/json/fields.h"
#include "shared/json/lines.h"
#include "shared/json/writer.h"

namespace mingchou::sync {
namespace {

constexpr std::string_view form = "mingchou.export.1";
constexpr std::string_view key_label = "MINGCHOU-EXPORT-1";

std::string key_name(const crypto::ExchangeKey& key) { return to_hex(crypto::hash(crypto::Suite::sha256, key)); }

std::string first_line(const ExportHead& head, const crypto::ExchangeKey& server_key,
                       const crypto::ExchangeKey& ephemeral) {
  // Members in their canonical order.
  json::Writer writer;
  writer.begin_object()
      .field("created_at", head.created_at.ms)
      .field("device", head.device.text())
      .field("ephemeral", to_hex(ephemeral))
      .field("form", form)
      .field("key", key_name(server_key))
      .field("operations", head.operations)
      .end_object();
  return std::move(writer).take();
}

Result<crypto::Secret> content_key(BytesView secret, BytesView other_key, std::string_view head) {
  const crypto::Secret shared = MC_TRY(crypto::exchange(secret, other_key));
  return crypto::hkdf_sha256(shared.view(), crypto::hash(crypto::Suite::sha256, as_bytes(head)), as_bytes(key_label),
                             crypto::aead_key_bytes);
}

crypto::Nonce nonce_of(std::uint64_t piece) {
  crypto::Nonce nonce{};
  for (std::size_t i = 0; i < 8; ++i) nonce[nonce.size() - 1 - i] = static_cast<std::uint8_t>(piece >> (8 * i));
  return nonce;
}

ByteArray<1> associated(bool is_last) { return {static_cast<std::uint8_t>(is_last ? 1 : 0)}; }

/// Reads a file line by line.
class Opener {
 public:
  Opener(BytesView secret, const std::function<Result<>(std::string_view)>& take) : secret_(secret), take_(take) {}

  Result<> line(const json::Line& line) {
    if (line.number == 1) return head(line);
    if (is_finished_) return fail(Error("sync.export_tampered").with("line", static_cast<long long>(line.number)));
    return piece(line);
  }
  Result<ExportHead> finish() const {
    if (!is_finished_) return fail(Error("sync.export_unfinished"));
    return head_;
  }

 private:
  static Error unreadable(const json::Line& line, std::string_view why) {
    return Error("sync.export_unreadable").with("line", static_cast<long long>(line.number)).because(why);
  }

  Result<> head(const json::Line& line) {
    auto read = read_head(line);
    if (!read) return read;
    const crypto::ExchangeKey own = MC_TRY(crypto::exchange_public_key(secret_));
    if (key_name_ != key_name(own)) return fail(Error("sync.export_other_server"));
    key_ = MC_TRY(content_key(secret_, ephemeral_, line.text));
    return {};
  }

  Result<> read_head(const json::Line& line) {
    const auto fields = [&]() -> Result<> {
      auto reader = MC_TRY(json::ObjectReader::of(line.value));
      head_.created_at = {MC_TRY(reader.integer("created_at"))};
      const auto device = Uuid::parse(MC_TRY(reader.text("device")));
      const auto ephemeral = from_hex(MC_TRY(reader.text("ephemeral")));
      const std::string_view found_form = MC_TRY(reader.text("form"));
      key_name_ = MC_TRY(reader.text("key"));
      head_.operations = MC_TRY(reader.integer("operations", {.min = 0}));
      MC_TRY(reader.refuse_other_fields());
      if (!device || !ephemeral || ephemeral->size() != ephemeral_.size() || found_form != form)
        return fail(Error("sync.export_unreadable").because("device, ephemeral or form"));
      head_.device = *device;
      std::ranges::copy(*ephemeral, ephemeral_.begin());
      return {};
    };
    const auto done = fields();
    if (!done) return fail(unreadable(line, done.error().code));
    return {};
  }

  Result<> piece(const json::Line& line) {
    auto reader = json::ObjectReader::of(line.value);
    if (!reader) return fail(unreadable(line, reader.error().code));
    const auto last = reader->boolean("last");
    const auto number = reader->integer("n", {.min = 0});
    const auto text = reader->text("sealed");
    if (!last || !number || !text || !reader->refuse_other_fields()) return fail(unreadable(line, "fields"));
    const auto sealed = from_base64(*text);
    if (!sealed) return fail(unreadable(line, "base64"));
    const Error tampered = Error("sync.export_tampered").with("line", static_cast<long long>(line.number));
    if (static_cast<std::uint64_t>(*number) != pieces_) return fail(tampered);
    const auto plain = crypto::open(key_.view(), nonce_of(pieces_), associated(*last), *sealed);
    if (!plain) return fail(tampered);
    ++pieces_;
    is_finished_ = *last;
    return take_(as_text(*plain));
  }

  BytesView secret_;
  const std::function<Result<>(std::string_view)>& take_;
  ExportHead head_;
  std::string key_name_;
  crypto::ExchangeKey ephemeral_{};
  crypto::Secret key_;
  std::uint64_t pieces_ = 0;
  bool is_finished_ = false;
};

}  // namespace

Result<ExportSealer> ExportSealer::begin(const crypto::ExchangeKey& server_key, const ExportHead& head,
                                         Random& random) {
  const crypto::Secret own = crypto::Secret::random(crypto::exchange_secret_bytes, random);
  const crypto::ExchangeKey ephemeral = MC_TRY(crypto::exchange_public_key(own.view()));
  std::string line = first_line(head, server_key, ephemeral);
  crypto::Secret key = MC_TRY(content_key(own.view(), server_key, line));
  return ExportSealer(std::move(key), std::move(line) + '\n');
}

Result<> ExportSealer::seal_piece(std::string_view piece, bool is_last, std::string& file) {
  const Bytes sealed = MC_TRY(crypto::seal(key_.view(), nonce_of(pieces_), associated(is_last), as_bytes(piece)));
  json::Writer writer;
  writer.begin_object().field("last", is_last).field("n", pieces_).field("sealed", to_base64(sealed)).end_object();
  file += std::exchange(pending_file_, {});
  MC_TRY(json::append_line(file, std::move(writer).take(), pieces_ + 2));
  ++pieces_;
  return {};
}

Result<> ExportSealer::add(std::string_view plain, std::string& file) {
  plain_ += plain;
  std::size_t at = 0;
  for (; plain_.size() - at > export_piece_bytes; at += export_piece_bytes)
    MC_TRY(seal_piece(std::string_view(plain_).substr(at, export_piece_bytes), false, file));
  plain_.erase(0, at);
  return {};
}

Result<> ExportSealer::finish(std::string& file) { return seal_piece(std::exchange(plain_, {}), true, file); }

Result<ExportHead> open_export(BytesView server_secret, std::string_view file,
                               const std::function<Result<>(std::string_view)>& take) {
  if (file.size() > export_file_bytes_max)
    return fail(Error("sync.export_unreadable").with("line", 1).because("larger than any export"));
  Opener opener(server_secret, take);
  json::LineReader reader({.form = json::Form::canonical});
  const auto read = [&]() -> Result<> {
    MC_TRY(reader.feed(file, [&](const json::Line& line) { return opener.line(line); }));
    return reader.finish();
  }();
  if (!read && read.error().code == "json.line_unfinished") return fail(Error("sync.export_unfinished"));
  if (!read && read.error().code.starts_with("json."))
    return fail(Error("sync.export_unreadable")
                    .with("line", static_cast<long long>(reader.lines()) + 1)
                    .because(read.error().code));
  if (!read) return std::unexpected(read.error());
  return opener.finish();
}

}  // namespace mingchou::sync
