#include "shared/demo/names.h"

namespace mingchou::demo {
namespace {

/// Of a thousand people, how many have a character that few fonts and old systems know.
constexpr std::uint64_t rare_given_per_mille = 4;
constexpr std::uint64_t rare_brand_per_mille = 2;

std::string pick(std::string_view section, Random& random) { return std::string(words(section).pick(random)); }

std::string two_characters(Random& random) {
  if (chance(random, rare_brand_per_mille))
    return concat({words("given_rare").pick(random), words("brand_second").pick(random)});
  const std::string_view first = words("brand_first").pick(random);
  std::string_view second = first;
  while (second == first) second = words("brand_second").pick(random);
  return concat({first, second});
}

std::string three_characters(Random& random) {
  std::string brand = two_characters(random);
  std::string_view third = words("brand_second").pick(random);
  while (brand.contains(third)) third = words("brand_second").pick(random);
  return brand += third;
}

std::string family_brand(const Person& owner, Random& random) {
  switch (random.below(6)) {
    case 0:
      return "老" + owner.surname + "家";
    case 1:
      return owner.surname + "家";
    case 2:
      return owner.surname == "老" ? owner.name() : "老" + owner.surname;
    default:
      return owner.surname + "记";
  }
}

/// What people call themselves on a sign.
std::string own_brand(const Person& owner, Random& random) {
  if (chance(random, 120)) return (owner.is_male ? "小" : "阿") + owner.surname;
  if (chance(random, 140) && owner.given.size() >= 6) return owner.given;
  return owner.name();
}

}  // namespace

Person make_person(unsigned male_percent, Random& random) {
  Person person;
  person.surname = pick("surname", random);
  person.is_male = random.below(100) < male_percent;
  if (chance(random, rare_given_per_mille)) {
    person.given = pick("given_rare", random);
    if (random.below(2)) person.given.insert(0, pick("given_character_first", random));
  } else if (person.is_male) {
    person.given =
        random.below(100) < 38
            ? pick("given_male", random)
            : concat({words("given_character_first").pick(random), words("given_character_second").pick(random)});
  } else {
    person.given = random.below(100) < 52
                       ? pick("given_female", random)
                       : concat({words("female_first").pick(random), words("female_second").pick(random)});
  }
  // 海海 and the like are pet names, not names.
  if (person.given.size() == 6 && person.given.substr(0, 3) == person.given.substr(3)) person.given.resize(3);
  return person;
}

std::string make_brand(std::string_view style, const Person& owner, Random& random) {
  const std::uint64_t dice = random.below(100);
  if (style == "brand") return dice < 88 ? two_characters(random) : three_characters(random);
  if (style == "person")
    return dice < 62   ? own_brand(owner, random)
           : dice < 80 ? family_brand(owner, random)
                       : pick("brand_general", random);
  if (style == "soup")
    return dice < 66 ? family_brand(owner, random) : dice < 84 ? own_brand(owner, random) : pick("brand_food", random);
  if (style == "food")
    return dice < 34   ? family_brand(owner, random)
           : dice < 70 ? pick("brand_food", random)
           : dice < 84 ? two_characters(random)
                       : own_brand(owner, random);
  if (style == "beauty")
    return dice < 55 ? pick("brand_beauty", random) : dice < 80 ? own_brand(owner, random) : two_characters(random);
  if (style == "fashion")
    return dice < 62 ? pick("brand_fashion", random) : dice < 82 ? own_brand(owner, random) : two_characters(random);
  if (style == "child") return dice < 85 ? pick("brand_child", random) : two_characters(random);
  if (style == "farm")
    return dice < 62 ? pick("brand_farm", random) : dice < 90 ? two_characters(random) : own_brand(owner, random);
  if (style == "farmer") return dice < 62 ? owner.name() : pick("brand_farm", random);
  // general
  return dice < 40   ? pick("brand_general", random)
         : dice < 66 ? two_characters(random)
         : dice < 92 ? own_brand(owner, random)
                     : family_brand(owner, random);
}

}  // namespace mingchou::demo
