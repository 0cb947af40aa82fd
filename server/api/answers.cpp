#include "server/api/answers.h"

#include <algorithm>
#include <charconv>

#include "server/core/problem.h"
#include "server/data/writer.h"

namespace mingchou::server {
namespace {

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    if (is_plain) {
      encoded += c;
    } else {
      encoded += '%';
      encoded += digits[byte >> 4U];
      encoded += digits[byte & 15U];
    }
  }
  return encoded;
}

}  // namespace

std::string attachment(std::string_view file_name) {
  return "attachment; filename*=UTF-8''" + percent_encoded(file_name);
}

std::expected<void, Refusal> demand_json(const Request& request) {
  const std::string_view type = request.header("Content-Type").value_or("");
  if (equal_ignoring_case(trimmed(type.substr(0, type.find(';'))), "application/json")) return {};
  return std::unexpected(Refusal{415, Error("server.not_json")});
}

Reply reply_of(Result<Response> result) {
  if (!result) return std::unexpected(refusal_of(std::move(result).error()));
  return *std::move(result);
}

Result<> run_as(const Caller& caller, Context& context, const std::function<Result<>(Database&)>& job) {
  return context.writer.run([&](Database& database) -> Result<> {
    MC_TRY(accounts::demand_open(database, caller.session(), context.clock.now()));
    return job(database);
  });
}

std::unexpected<Error> not_found(const Request& request) {
  return fail(Error("server.not_found").with("path", request.path));
}

Result<std::string> read_typed_reason(json::ObjectReader& reader) {
  return std::string(MC_TRY(reader.text("reason", {0, 4096})));
}

Response no_content() {
  Response response;
  response.status = 204;
  return response;
}

Result<std::optional<std::int64_t>> query_number(const Request& request, std::string_view name, json::Range range) {
  const auto text = request.query_value(name);
  if (!text) return std::nullopt;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc() || end != text->data() + text->size() || number < range.min || number > range.max)
    return fail(Error("server.field_invalid").with("field", name));
  return number;
}

Result<std::optional<Uuid>> query_id(const Request& request, std::string_view name) {
  const auto text = request.query_value(name);
  if (!text) return std::nullopt;
  const auto id = Uuid::parse(*text);
  if (!id) return fail(Error("server.field_invalid").with("field", name));
  return id;
}

Result<std::optional<std::string>> query_word(const Request& request, std::string_view name, std::size_t bytes_max) {
  const auto text = request.query_value(name);
  if (!text) return std::nullopt;
  if (text->empty() || text->size() > bytes_max) return fail(Error("server.field_invalid").with("field", name));
  return std::string(*text);
}

Result<Uuid> path_id(const Request& request, const Parameters& parameters, std::string_view place) {
  const auto found = std::ranges::find(parameters, place, &Parameters::value_type::first);
  const auto id = found == parameters.end() ? std::nullopt : Uuid::parse(found->second);
  if (!id) return not_found(request);
  return *id;
}

}  // namespace mingchou::server
