// Errors that a person can act on, and the result type that carries them.
//
// An error names a sentence of shared/messages by its code and brings that sentence's arguments, so that the
// server can send it and the client can say it in the user's language. Input from users, files or the network
// never asserts and never throws across a module: it returns one of these.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mingchou {

struct Error {
  struct Argument {
    std::string name;
    std::string value;
    bool operator==(const Argument&) const = default;
  };

  /// Id of a sentence in shared/messages, such as "store.disk_full".
  std::string code;
  /// Values for the {name} places of that sentence, in any order.
  std::vector<Argument> arguments;
  /// For the log only: technical, in English, without secrets and personal data.
  std::string detail;

  explicit Error(std::string_view error_code) : code(error_code) {}

  Error&& with(std::string_view name, std::string_view value) && {
    arguments.push_back({std::string(name), std::string(value)});
    return std::move(*this);
  }
  Error&& with(std::string_view name, long long value) && { return std::move(*this).with(name, std::to_string(value)); }
  Error&& because(std::string_view technical_detail) && {
    detail = technical_detail;
    return std::move(*this);
  }

  /// The value of an argument, or "" if the error has none of that name.
  std::string_view argument(std::string_view name) const {
    for (const auto& a : arguments)
      if (a.name == name) return a.value;
    return {};
  }
};

template <class T = void>
using Result = std::expected<T, Error>;

/// `return fail(Error("store.disk_full").with("path", path));`
[[nodiscard]] inline std::unexpected<Error> fail(Error error) { return std::unexpected(std::move(error)); }

}  // namespace mingchou

/// Evaluates to the value of a Result, or returns its error from the enclosing function.
#define MC_TRY(expression)                                       \
  ({                                                             \
    auto mc_try_result_ = (expression);                          \
    if (!mc_try_result_) [[unlikely]]                            \
      return std::unexpected(std::move(mc_try_result_).error()); \
    *std::move(mc_try_result_);                                  \
  })
