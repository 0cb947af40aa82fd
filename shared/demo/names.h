// Names of people and of businesses in the demo county, as they are formed in Henan. Inside shared/demo only.
#pragma once

#include <string>
#include <string_view>

#include "shared/demo/words.h"

namespace mingchou::demo {

struct Person {
  std::string surname, given;
  bool is_male = true;
  std::string name() const { return surname + given; }
};

Person make_person(unsigned male_percent, Random& random);

/// The distinctive part of a business name (字号) in one of the styles that trades.tsv names.
std::string make_brand(std::string_view style, const Person& owner, Random& random);

}  // namespace mingchou::demo
