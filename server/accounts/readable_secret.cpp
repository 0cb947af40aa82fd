#include "server/accounts/readable_secret.h"

namespace mingchou::server::accounts {
namespace {

constexpr std::string_view alphabet = "23456789abcdefghjkmnpqrstuvwxyz";
constexpr std::size_t group_length = 5;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Puts a character behind, and a dash before it where a group begins.
void add(std::string& text, char c) {
  if (text.size() % (group_length + 1) == group_length) text += '-';
  text += c;
}

}  // namespace

std::string readable_secret(std::size_t groups, Random& random) {
  std::string text;
  for (std::size_t i = 0; i < groups * group_length; ++i) add(text, alphabet[random.below(alphabet.size())]);
  return text;
}

std::string tidy_readable_secret(std::string_view typed) {
  std::string text;
  for (const char c : typed)
    if (c != '-' && c != ' ') add(text, lower(c));
  return text;
}

}  // namespace mingchou::server::accounts
