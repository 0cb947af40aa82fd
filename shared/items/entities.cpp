#include "shared/items/entities.h"

#include <array>

namespace mingchou::items {
namespace {

constexpr std::array<std::string_view, kind_count> kinds{"key", "general"};
constexpr std::array<std::string_view, ground_count> grounds{"safety", "quality", "public_interest"};
constexpr std::array<std::string_view, method_count> methods{
    "on_site", "documents", "network", "commissioned", "department_conclusion", "court_document", "expert_opinion"};
constexpr std::array<std::string_view, level_count> levels{"province", "city", "county"};
constexpr std::array<std::string_view, channel_count> channels{"department_portal", "publicity_system"};
constexpr std::array<std::string_view, notice_count> notices{"issue", "withdrawal"};

template <class Enum, std::size_t N>
std::optional<Enum> find_in(const std::array<std::string_view, N>& texts, std::string_view text) {
  for (std::size_t i = 0; i < N; ++i)
    if (texts[i] == text) return static_cast<Enum>(i);
  return std::nullopt;
}

}  // namespace

std::string_view text_of(Kind kind) { return kinds[static_cast<std::size_t>(kind)]; }
std::string_view text_of(Ground ground) { return grounds[static_cast<std::size_t>(ground)]; }
std::string_view text_of(Method method) { return methods[static_cast<std::size_t>(method)]; }
std::string_view text_of(Level level) { return levels[static_cast<std::size_t>(level)]; }
std::string_view text_of(Channel channel) { return channels[static_cast<std::size_t>(channel)]; }
std::string_view text_of(Notice notice) { return notices[static_cast<std::size_t>(notice)]; }

std::optional<Kind> kind_from(std::string_view text) { return find_in<Kind>(kinds, text); }
std::optional<Ground> ground_from(std::string_view text) { return find_in<Ground>(grounds, text); }
std::optional<Method> method_from(std::string_view text) { return find_in<Method>(methods, text); }
std::optional<Level> level_from(std::string_view text) { return find_in<Level>(levels, text); }
std::optional<Channel> channel_from(std::string_view text) { return find_in<Channel>(channels, text); }
std::optional<Notice> notice_from(std::string_view text) { return find_in<Notice>(notices, text); }

}  // namespace mingchou::items
