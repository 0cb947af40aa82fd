#include "client/app/model/answers.h"

#include <utility>

#include "shared/json/json.h"
#include "shared/messages/messages.h"

namespace mingchou::client {

std::optional<Error> read_problem(std::string_view json) {
  const auto document = json::parse(json);
  if (!document) return std::nullopt;
  const auto code = document->root().find("code");
  if (!code || !code->text() || !find_message(*code->text())) return std::nullopt;
  Error error(*code->text());
  if (const auto arguments = document->root().find("arguments"))
    for (const auto& [name, value] : arguments->members())
      if (const auto text = value.text()) error.arguments.push_back({std::string(name), std::string(*text)});
  return error;
}

Result<HttpAnswer> accepted(Result<HttpAnswer> answer) {
  if (!answer || (answer->status >= 200 && answer->status < 300)) return answer;
  if (auto problem = read_problem(answer->body)) return fail(*std::move(problem));
  return fail(Error("client.refused").with("status", answer->status));
}

bool is_unreachable(const Error& error) { return error.code == "client.offline" || error.code == "client.timeout"; }

std::string percent_encoded(std::string_view value) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '_' || c == '.' || c == '~';
    if (plain)
      encoded += c;
    else
      ((encoded += '%') += digits[byte >> 4]) += digits[byte & 15];
  }
  return encoded;
}

}  // namespace mingchou::client
