#include "client/app/preferences.h"

namespace mingchou::client {

float zoom_of(TextSize size) {
  switch (size) {
    case TextSize::standard:
      return 1;
    case TextSize::large:
      return 1.15f;
    case TextSize::larger:
      return 1.3f;
  }
  return 1;
}

std::string_view name_of(ThemeChoice choice) {
  switch (choice) {
    case ThemeChoice::system:
      return "system";
    case ThemeChoice::light:
      return "light";
    case ThemeChoice::dark:
      return "dark";
  }
  return "system";
}

std::string_view name_of(TextSize size) {
  switch (size) {
    case TextSize::standard:
      return "standard";
    case TextSize::large:
      return "large";
    case TextSize::larger:
      return "larger";
  }
  return "standard";
}

std::optional<ThemeChoice> theme_choice_from(std::string_view name) {
  for (const ThemeChoice choice : {ThemeChoice::system, ThemeChoice::light, ThemeChoice::dark})
    if (name == name_of(choice)) return choice;
  return std::nullopt;
}

std::optional<TextSize> text_size_from(std::string_view name) {
  for (const TextSize size : {TextSize::standard, TextSize::large, TextSize::larger})
    if (name == name_of(size)) return size;
  return std::nullopt;
}

}  // namespace mingchou::client
