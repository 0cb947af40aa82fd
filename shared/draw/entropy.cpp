#include "shared/draw/entropy.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "shared/draw/encoding.h"

namespace mingchou::draw {
namespace {

constexpr std::uint8_t commitment_mark = 0x11;
constexpr std::uint64_t drand_digits = 64;

struct Lottery {
  std::string_view game;
  std::uint64_t numbers;  // drawn each time, two digits each
  std::uint64_t bits;     // log2 of the number of orders in which they can come, rounded down
};
/// 双色球 6 of 33 and 1 of 16; 大乐透 5 of 35 and 2 of 12; 七乐彩 8 of 30; 快乐8 20 of 80.
constexpr Lottery lotteries[] = {{"ssq", 7, 33}, {"dlt", 7, 32}, {"qlc", 8, 37}, {"kl8", 20, 122}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex_digit(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }

/// "The next" is no issue: whoever types it could choose among those to come.
bool names_the_next(std::string_view ref) {
  std::string lower(ref);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  for (const std::string_view word : {"next", "latest", "下一", "下期", "最新", "最近"})
    if (lower.contains(word)) return true;
  return false;
}

/// C2SP signed-note: a key's name is not empty and has neither spaces nor plus signs.
bool is_key_name(std::string_view key) {
  return !key.empty() && std::ranges::all_of(key, [](char c) { return c > ' ' && c < 0x7F; });
}

Result<> check_source(const Source& source) {
  if (const auto* witness = std::get_if<Witness>(&source.kind)) {
    if (!is_key_name(witness->key)) return fail(Error("draw.key_form").with("name", source.name));
    return {};
  }
  const auto& published = std::get<PublicSource>(source.kind);
  if (names_the_next(published.ref) || (published.otherwise && names_the_next(published.otherwise->ref)))
    return fail(Error("draw.ref_next").with("name", source.name));
  return {};
}

/// Counted as the lesser of value and fallback, since either may come.
std::uint64_t bits_of(const Source& source) {
  const auto* published = std::get_if<PublicSource>(&source.kind);
  if (published == nullptr) return witness_secret_bytes * 8;
  const std::uint64_t bits = published->form.bits();
  return published->otherwise ? std::min(bits, published->otherwise->form.bits()) : bits;
}

Result<> check_reveal(Suite suite, std::string_view draw, const Source& source, BytesView secret) {
  if (secret.empty()) return {};
  const bool fits = secret.size() == witness_secret_bytes &&
                    commitment(suite, draw, source.name, secret) == std::get<Witness>(source.kind).commit;
  if (!fits) return fail(Error("draw.reveal_differs").with("name", source.name));
  return {};
}

Result<> check_public_value(const Source& source, std::string_view value) {
  const auto& published = std::get<PublicSource>(source.kind);
  if (value.empty()) return fail(Error("draw.public_struck").with("name", source.name));
  if (published.form.fits(value) || (published.otherwise && published.otherwise->form.fits(value))) return {};
  return fail(Error("draw.value_form").with("name", source.name).with("form", published.form.text()));
}

}  // namespace

std::optional<PublicForm> PublicForm::parse(std::string_view text) {
  if (text == "drand") return PublicForm{Kind::drand, drand_digits, {}};
  if (text.starts_with("lottery:")) {
    const auto found = std::ranges::find(lotteries, text.substr(8), &Lottery::game);
    if (found == std::end(lotteries)) return std::nullopt;
    return PublicForm{Kind::lottery, 2 * found->numbers, std::string(found->game)};
  }
  if (!text.starts_with("digits:")) return std::nullopt;
  PublicForm form{Kind::digits, 0, {}};
  const std::string_view number = text.substr(7);
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), form.digits);
  const bool is_whole = error == std::errc() && end == number.data() + number.size() && number.front() != '0';
  if (!is_whole || form.digits > digits_max) return std::nullopt;
  return form;
}

std::string PublicForm::text() const {
  if (kind == Kind::drand) return "drand";
  if (kind == Kind::lottery) return "lottery:" + game;
  return "digits:" + std::to_string(digits);
}

std::uint64_t PublicForm::bits() const {
  if (kind == Kind::drand) return 256;
  if (kind == Kind::lottery) return std::ranges::find(lotteries, game, &Lottery::game)->bits;
  return digits * 3'321'928 / 1'000'000;  // log2(10)
}

bool PublicForm::fits(std::string_view value) const {
  return value.size() == digits && std::ranges::all_of(value, kind == Kind::drand ? is_hex_digit : is_digit);
}

Result<> check_sources(std::span<const Source> sources) {
  if (sources.empty()) return fail(Error("draw.no_entropy"));
  std::set<std::string_view> names;
  std::uint64_t bits = 0;
  for (const Source& source : sources) {
    if (!names.insert(source.name).second) return fail(Error("draw.source_repeated").with("name", source.name));
    MC_TRY(check_source(source));
    bits += bits_of(source);
  }
  if (bits < entropy_bits_min)
    return fail(Error("draw.entropy_short")
                    .with("bits", static_cast<long long>(bits))
                    .with("bits_min", static_cast<long long>(entropy_bits_min)));
  return {};
}

Digest commitment(Suite suite, std::string_view draw, std::string_view name, BytesView secret) {
  return crypto::hash(suite, Encoder().u8(commitment_mark).counted(draw).counted(name).raw(secret).view());
}

Result<> check_values(Suite suite, std::string_view draw, std::span<const Source> sources,
                      std::span<const Bytes> values) {
  if (values.size() != sources.size())
    return fail(Error("draw.value_count")
                    .with("count", static_cast<long long>(values.size()))
                    .with("sources", static_cast<long long>(sources.size())));
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const bool is_witness = std::holds_alternative<Witness>(sources[i].kind);
    MC_TRY(is_witness ? check_reveal(suite, draw, sources[i], values[i])
                      : check_public_value(sources[i], as_text(values[i])));
  }
  if (std::ranges::all_of(values, &Bytes::empty)) return fail(Error("draw.all_struck"));
  return {};
}

}  // namespace mingchou::draw
