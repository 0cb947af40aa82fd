#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

#include "shared/base/random.h"
#include "shared/codes/credit_code.h"
#include "shared/codes/registration_number.h"
#include "shared/codes/resident_id.h"
#include "shared/codes/tables.h"
#include "shared/messages/messages.h"
#include "tests/shared/domain_vectors.h"

using namespace mingchou;

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

std::vector<std::string> valid_credit_codes() {
  std::vector<std::string> codes;
  for (json::Value row : domain_vector("uscc", "valid").items()) codes.emplace_back(*(*row.items().begin()).text());
  return codes;
}

int fuzz_rounds(int quick) { return std::getenv("MINGCHOU_LONG") ? quick * 50 : quick; }

}  // namespace

TEST_CASE("credit codes of the vectors are judged as they say") {
  for (const std::string& code : valid_credit_codes()) {
    CAPTURE(code);
    const auto check = check_credit_code(code);
    CHECK(check.valid());
    CHECK(check.code == code);
    CHECK(check.warnings.empty());
    CHECK(credit_code_check_character(code.substr(0, 17)) == code[17]);
    CHECK(organisation_code_check_character(code.substr(8, 8)) == code[16]);
  }
  for (json::Value row : domain_vector("uscc", "invalid").items())
    CHECK_FALSE(check_credit_code(*(*row.items().begin()).text()).valid());
}

TEST_CASE("every failure of a credit code has its own sentence") {
  const std::pair<const char*, const char*> rows[] = {{"", "codes.credit_length"},
                                                      {"91440300192203821", "codes.credit_length"},
                                                      {"9144030019220382160", "codes.credit_length"},
                                                      {"91440300I922038216", "codes.credit_character"},
                                                      {"9144030O1922038216", "codes.credit_character"},
                                                      {"91440300192203821统", "codes.credit_character"},
                                                      {"914403001922038217", "codes.credit_check_character"}};
  for (const auto& [code, error] : rows) {
    CAPTURE(code);
    const auto check = check_credit_code(code);
    REQUIRE(check.error);
    CHECK(check.error->code == error);
    CHECK(find_message(error));
  }
  const auto check = check_credit_code("91统4403001922038216");
  CHECK(check.error->argument("position") == "3");
  CHECK(check.error->argument("character") == "统");
  CHECK(check_credit_code("９１44").error->argument("length") == "4");
  CHECK(check_credit_code(std::string(code_input_bytes_max + 1, '9')).error->code == "codes.credit_length");
  CHECK(check_credit_code(std::string(code_input_bytes_max - 18, ' ') + "914403001922038216").valid());
}

TEST_CASE("what is only odd about a credit code is a warning") {
  const auto warnings = [](std::string first_17, std::string_view home = "") {
    const auto check = check_credit_code(first_17 + *credit_code_check_character(first_17), home);
    REQUIRE(check.valid());
    std::string codes;
    for (const Error& warning : check.warnings) {
      CHECK(find_message(warning.code));
      codes += warning.code + " ";
    }
    return codes;
  };
  CHECK(warnings("91411622MA9T00106", home_county) == "");
  CHECK(warnings("91411602MA9T00106", home_county) == "codes.credit_region_elsewhere ");
  CHECK(warnings("91411602MA9T00106") == "");
  CHECK(warnings("91411622MA9T00107", home_county) == "codes.credit_organisation_check ");
  CHECK(warnings("9141162AMA9T00106", home_county) == "codes.credit_region_form ");
  CHECK(warnings("98411622MA9T00106", home_county) == "codes.credit_type_unknown ");
}

TEST_CASE("codes are brought to one form before they are checked") {
  for (const char* text : {"91440300 1922 0382 16", "９１４４０３００１９２２０３８２１６", "\t914403001922038216\r\n",
                           "　914403001922038216　", "'914403001922038216", "914403001922\u200B038216",
                           "\uFEFF914403001922038216", "91440300-19220382-1-6", "91440300\u00A01922038216"})
    CHECK(check_credit_code(text).code == "914403001922038216");
  CHECK(check_credit_code("91411622ma9t00173x").code == "91411622MA9T00173X");
  CHECK(check_credit_code("ｍａ").code == "MA");
  CHECK(normalise_code("\xFF\xE3\x80") == "\uFFFD\uFFFD\uFFFD");
  CHECK(normalise_code("\xC1\x81") == "\uFFFD\uFFFD");  // an overlong A
  CHECK(normalise_code("𠅤É") == "𠅤É");
  CHECK(normalise_code("⑨㈠") == "9(一)");
}

TEST_CASE("no change of a single character of a credit code goes unseen") {
  for (const std::string& code : valid_credit_codes())
    for (std::size_t i = 0; i < code.size(); ++i)
      for (char c : alphabet) {
        std::string changed = code;
        changed[i] = c;
        REQUIRE(check_credit_code(changed).valid() == (c == code[i]));
      }
}

TEST_CASE("no two characters of a credit code can be exchanged unseen, but for the first and the last") {
  for (const std::string& code : valid_credit_codes())
    for (std::size_t i = 0; i < code.size(); ++i)
      for (std::size_t k = i + 1; k < code.size(); ++k) {
        if (code[i] == code[k]) continue;
        std::string changed = code;
        std::swap(changed[i], changed[k]);
        CAPTURE(changed);
        // Both have the weight 1 in the standard.
        REQUIRE(check_credit_code(changed).valid() == (i == 0 && k == 17));
      }
}

TEST_CASE("every check character occurs, the digit 0 as often as the others") {
  int zeros = 0, all = 0;
  std::string seen;
  for (int i = 0; i < 31 * 100; ++i, ++all) {
    std::string first = "91411622MA" + std::to_string(1000000 + i);
    const char check = credit_code_check_character(first).value();
    zeros += check == '0';
    if (!seen.contains(check)) seen += check;
  }
  CHECK(seen.size() == 31);
  CHECK(zeros > all / 31 / 2);
  CHECK(zeros < all / 31 * 2);
  CHECK_FALSE(credit_code_check_character("9141162"));
  CHECK_FALSE(credit_code_check_character("91411622MA9T0010I"));
  CHECK_FALSE(organisation_code_check_character("MA9T001"));
  CHECK_FALSE(organisation_code_check_character("ma9t0010"));
}

TEST_CASE("the first two characters say what a body is") {
  CHECK(credit_code_type("91411622MA9T001060")->kind == "企业");
  CHECK(credit_code_type("92")->kind == "个体工商户");
  CHECK(credit_code_type("93")->kind == "农民专业合作社");
  CHECK(credit_code_type("12")->kind == "事业单位");
  CHECK(credit_code_type("51")->department == "民政");
  CHECK_FALSE(credit_code_type("98"));
  CHECK_FALSE(credit_code_type("9"));
}

TEST_CASE("registration numbers of the vectors are judged as they say, with a sentence for each failure") {
  for (json::Value text : domain_vector("regno15", "valid").items())
    CHECK(check_registration_number(*text.text()).value() == *text.text());
  for (json::Value text : domain_vector("regno15", "invalid").items())
    CHECK(check_registration_number(*text.text()).error().code == "codes.registration_check_digit");
  CHECK(check_registration_number(" １１０１０８000000016 ").value() == "110108000000016");
  CHECK(check_registration_number("11010800000001").error().code == "codes.registration_length");
  CHECK(check_registration_number("11010800000001X").error().code == "codes.registration_character");
  CHECK(check_registration_number(std::string(1000, '1')).error().code == "codes.registration_length");
}

TEST_CASE("no change of a single digit of a registration number goes unseen, and few exchanges do") {
  int exchanges = 0, unseen = 0;
  for (json::Value text : domain_vector("regno15", "valid").items()) {
    const std::string number(*text.text());
    for (std::size_t i = 0; i < number.size(); ++i)
      for (char c = '0'; c <= '9'; ++c) {
        std::string changed = number;
        changed[i] = c;
        REQUIRE(check_registration_number(changed).has_value() == (c == number[i]));
      }
    for (std::size_t i = 0; i + 1 < number.size(); ++i) {
      std::string changed = number;
      std::swap(changed[i], changed[i + 1]);
      if (changed == number) continue;
      ++exchanges;
      unseen += check_registration_number(changed).has_value();
    }
  }
  CHECK(exchanges > 10);
  CHECK(unseen == 0);  // for these numbers; ISO 7064 MOD 11,10 lets about 2 % through in general
}

TEST_CASE("residents' numbers of the vectors are judged as they say") {
  for (json::Value text : domain_vector("id18", "valid").items()) CHECK(is_resident_id(*text.text()));
  for (json::Value text : domain_vector("id18", "invalid").items()) CHECK_FALSE(is_resident_id(*text.text()));
  for (const char* other : {"", "914403001922038216", "110105194913310021", "11010519491231002"})
    CHECK_FALSE(is_resident_id(other));
}

TEST_CASE("residents' numbers are hidden wherever they stand, and nothing else is") {
  const std::pair<const char*, const char*> rows[] = {
      {"身份证11010519491231002X，电话略", "身份证1101************2X，电话略"},
      {"11010519491231002x", "1101************2x"},
      {"110105194912310021", "1101************21"},  // mistyped, still telling
      {"１１０１０５１９４９１２３１００２Ｘ", "１１０１************２Ｘ"},
      {"a 440524188001010014,11010519491231002X.", "a 4405************14,1101************2X."},
      {"410105491231002", "4101*********02"},  // the old form of 15 digits
      {"110108000000016", "110108000000016"},  // a registration number
      {"914403001922038216", "914403001922038216"},
      {"91411622MA9T001060", "91411622MA9T001060"},
      {"11010519491231002X5", "11010519491231002X5"},
      {"111010519491231002X", "111010519491231002X"},
      {"110105194902300021", "110105194902300021"},  // no such birthday
      {"\xEF\xBC", "\xEF\xBC"}};
  for (const auto& [text, masked] : rows) CHECK(mask_resident_ids(text) == masked);
  const auto places = find_resident_ids("号11010519491231002X 110105194912310021");
  REQUIRE(places.size() == 2);
  CHECK(places[0].offset == 3);
  CHECK(places[0].valid);
  CHECK_FALSE(places[1].valid);
}

TEST_CASE("what was masked once holds no number any more, whatever the text") {
  SeededRandom random(11);
  const std::string pieces[] = {
      "11010519491231002X", "9", "号", "１", " ", "X", "\xEF", "440524188001010014", "\xBC\x91", "410105491231002"};
  for (int round = fuzz_rounds(20'000); round > 0; --round) {
    std::string text;
    for (std::uint64_t count = random.below(8); count > 0; --count) text += pieces[random.below(std::size(pieces))];
    if (!text.empty() && random.below(2)) text[random.below(text.size())] = static_cast<char>(random.below(256));
    const std::string masked = mask_resident_ids(text);
    REQUIRE(find_resident_ids(masked).empty());
    (void)check_credit_code(text);
    (void)check_registration_number(text);
  }
}

TEST_CASE("random text is no credit code, and normal form is stable") {
  SeededRandom random(12);
  for (int round = fuzz_rounds(50'000); round > 0; --round) {
    std::string text(random.below(40), '\0');
    for (char& c : text) c = random.below(4) ? alphabet[random.below(31)] : static_cast<char>(random.below(256));
    const auto check = check_credit_code(text);
    REQUIRE(normalise_code(check.code) == check.code);
    if (check.valid()) REQUIRE(check.code.size() == credit_code_length);
  }
}

TEST_CASE("regions: the county, its neighbours and its 24 townships") {
  CHECK(find_region(home_county)->name == "西华县");
  CHECK(townships().size() == 24);
  for (const Region& town : townships()) {
    CHECK(town.code.starts_with(home_county));
    CHECK_FALSE(town.name.empty());
    CHECK_FALSE(town.kind.empty());
  }
  CHECK(find_region("411622102")->name == "逍遥镇");
  CHECK_FALSE(find_region("4116"));
  CHECK_FALSE(find_region(""));
}

TEST_CASE("industries: 20 sections cover the divisions 01 to 97 without gap or overlap") {
  REQUIRE(industry_sections().size() == 20);
  REQUIRE(industry_divisions().size() == 97);
  std::size_t next = 0;
  for (const IndustrySection& section : industry_sections()) {
    CHECK(industry_divisions()[next].code == section.first_division);
    while (next < 97 && industry_divisions()[next].code <= section.last_division) ++next;
    CHECK(industry_divisions()[next - 1].code == section.last_division);
  }
  CHECK(next == 97);
  CHECK(industry_section_of("0111")->code == "A");
  CHECK(industry_section_of("62")->name == "住宿和餐饮业");
  CHECK(industry_section_of("H6210")->code == "H");
  for (const char* bad : {"", "H", "F6210", "00", "98", "6", "62100", "6a", "HH62"})
    CHECK_FALSE(industry_section_of(bad));
}
