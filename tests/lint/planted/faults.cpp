// Faults that clang-tidy must find: checks.test.mjs counts them. Nothing compiles this file.
#include "tests/lint/planted/faults.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace planted {

struct Base {
  virtual ~Base() = default;
  virtual int kind() const { return 0; }
};

struct Derived : Base {
  virtual int kind() const { return 1; }
};

std::string used_after_move(std::string text) {
  const std::string other = std::move(text);
  return other + text;
}

std::size_t copied(const std::vector<std::string>& texts) {
  std::size_t total = 0;
  for (const std::string text : texts) total += text.size();
  return total;
}

int unused(int argument) { return 1; }

bool is_forgotten(std::vector<int>& numbers) {
  std::remove(numbers.begin(), numbers.end(), 3);
  return is_nothing("");
}

template <class T>
T* nothing_of() {
  return 0;
}
template int* nothing_of<int>();

}  // namespace planted
