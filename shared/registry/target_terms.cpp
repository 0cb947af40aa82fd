#include "shared/registry/target_terms.h"

#include <algorithm>

#include "shared/base/hex.h"
#include "shared/search/fold.h"
#include "shared/search/pinyin.h"
#include "shared/search/search_query.h"
#include "shared/text/utf8.h"

namespace mingchou {
namespace {

constexpr std::size_t name_units_max = 512;
constexpr std::size_t word_characters_min = 2;
constexpr std::size_t name_order_characters_max = 8;
constexpr std::size_t code_part = 3;

bool is_letter(char32_t c) { return c >= 'a' && c <= 'z'; }
bool is_letter_or_digit(char32_t c) { return is_letter(c) || (c >= '0' && c <= '9'); }

/// Brackets, dots and the like, which people leave out or write in another way.
bool is_mark(char32_t c) {
  if (c < 0x80) return !is_letter_or_digit(c);
  return c == 0xB7 || (c >= 0x2010 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFE30 && c <= 0xFE6F) ||
         (c >= 0xFF00 && c <= 0xFF0F);
}

/// What is compared of names and words: folded, without spaces and marks.
std::u32string searched(std::u16string_view folded) {
  std::u32string characters;
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t c = search::next_code_point(folded, at);
    if (!is_mark(c)) characters += c;
  }
  return characters;
}
std::u32string searched_name(std::string_view name) {
  return searched(search::fold_without_spaces(name, name_units_max));
}

/// First letters of a character's readings, each once; a letter or digit is its own.
std::string initials_of(char32_t c) {
  if (is_letter_or_digit(c)) return {static_cast<char>(c)};
  std::string initials;
  for (const std::string_view reading : search::readings_of(c))
    if (!initials.contains(reading[0])) initials += reading[0];
  return initials;
}

/// Of each character that has a sound.
std::vector<std::string> initials_of(const std::u32string& name) {
  std::vector<std::string> initials;
  for (const char32_t c : name)
    if (std::string of_one = initials_of(c); !of_one.empty()) initials.push_back(std::move(of_one));
  return initials;
}

std::string utf8(std::u32string_view characters) {
  std::string text;
  for (const char32_t c : characters) text::append_code_point(text, c);
  return text;
}

std::string id_term(char kind, const Uuid& id) { return kind + to_hex(id.bytes); }

class Terms {
 public:
  void add(std::string term) { terms_.push_back(std::move(term)); }
  void add_pairs(const std::u32string& name) {
    for (std::size_t i = 0; i + 2 <= name.size(); ++i) add('n' + utf8(std::u32string_view(name).substr(i, 2)));
  }
  void add_initials(const std::vector<std::string>& initials) {
    for (std::size_t i = 0; i < initials.size(); ++i) add_initials_from(initials, i, "p");
  }
  void add_code(const std::optional<std::string>& code) {
    if (!code) return;
    const std::u32string plain = searched_name(*code);
    for (std::size_t i = 0; i + code_part <= plain.size(); ++i)
      add('c' + utf8(std::u32string_view(plain).substr(i, code_part)));
  }
  std::string take() && {
    std::ranges::sort(terms_);
    terms_.erase(std::ranges::unique(terms_).begin(), terms_.end());
    std::string text;
    for (const std::string& term : terms_) (text += term) += ' ';
    return text;
  }

 private:
  /// Two or three in a row, in every way in which they can be read.
  void add_initials_from(const std::vector<std::string>& initials, std::size_t at, const std::string& before) {
    if (at == initials.size()) return;
    for (const char initial : initials[at]) {
      const std::string term = before + initial;
      if (term.size() > 2) add(term);
      if (term.size() <= 3) add_initials_from(initials, at + 1, term);
    }
  }

  std::vector<std::string> terms_;
};

/// Joins terms that must all be there. Terms hold letters, digits and characters outside ASCII only, so that quotes
/// are enough.
class Conjunction {
 public:
  void add(const std::string& operand) {
    if (!text_.empty()) text_ += " AND ";
    text_ += operand;
  }
  void add_term(const std::string& term) { add('"' + term + '"'); }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

/// Pieces of `size` characters that cover the word, as few as that takes.
std::string all_pieces(char kind, std::u32string_view word, std::size_t size) {
  Conjunction all;
  for (std::size_t at = 0; at < word.size(); at += size) {
    const std::size_t from = std::min(at, word.size() - size);
    all.add_term(kind + utf8(word.substr(from, size)));
  }
  return '(' + all.text() + ')';
}

/// A word may stand in the name, be its initials, or a part of a code.
std::string expression_of(std::u32string_view word) {
  std::string any = all_pieces('n', word, 2);
  const bool is_plain = std::ranges::all_of(word, is_letter_or_digit);
  if (is_plain && std::ranges::any_of(word, is_letter))
    any += " OR " + all_pieces('p', word, std::min<std::size_t>(word.size(), 3));
  if (is_plain && word.size() >= code_part) any += " OR " + all_pieces('c', word, code_part);
  return '(' + any + ')';
}

bool stands_in_initials(const std::vector<std::string>& initials, std::u32string_view word) {
  for (std::size_t from = 0; from + word.size() <= initials.size(); ++from) {
    std::size_t fits = 0;
    while (fits < word.size() && word[fits] < 0x80 && initials[from + fits].contains(static_cast<char>(word[fits])))
      ++fits;
    if (fits == word.size()) return true;
  }
  return false;
}

void add_filters(Conjunction& all, const TargetFilter& filter) {
  if (filter.within) all.add_term(id_term('d', filter.within->uuid));
  if (filter.department_id && filter.department_id != filter.within)
    all.add_term(id_term('d', filter.department_id->uuid));
  if (filter.tag_id) all.add_term(id_term('g', filter.tag_id->uuid));
  if (filter.township_code) all.add_term('t' + *filter.township_code);
  if (filter.industry_code) all.add_term('i' + *filter.industry_code);
  if (filter.risk_class) all.add_term('r' + *filter.risk_class);
  // The tokenizer parts words at underlines; so none stands in a term.
  const auto plain = [](std::string_view text) {
    std::string term(text);
    std::erase(term, '_');
    return term;
  };
  if (filter.kind) all.add_term('k' + plain(text_of(*filter.kind)));
  if (filter.status) all.add_term('s' + plain(text_of(*filter.status)));
  if (filter.receipt) all.add_term('x' + plain(text_of(*filter.receipt)));
}

}  // namespace

std::string terms_of(const Target& target) {
  Terms terms;
  const std::u32string name = searched_name(target.name);
  terms.add_pairs(name);
  terms.add_initials(initials_of(name));
  terms.add_code(target.credit_code);
  terms.add_code(target.registration_number);
  const auto plain = [](char kind, std::string_view text) {
    std::string term = kind + std::string(text);
    std::erase(term, '_');
    return term;
  };
  terms.add(plain('k', text_of(target.kind)));
  terms.add(plain('s', text_of(target.status)));
  terms.add(plain('x', text_of(target.receipt.result)));
  terms.add('t' + target.township_code);
  terms.add(id_term('d', target.responsible_department_id.uuid));
  for (const TagId& tag : target.tags) terms.add(id_term('g', tag.uuid));
  if (target.risk_class) terms.add('r' + *target.risk_class);
  if (target.industry_code)
    for (std::size_t digits = 2; digits <= target.industry_code->size(); ++digits)
      terms.add('i' + target.industry_code->substr(0, digits));
  return std::move(terms).take();
}

Bytes name_order_of(std::string_view name) {
  constexpr std::uint32_t first_syllable = 0x1000, first_other = 0x8000;
  Bytes key;
  for (const char32_t c : searched_name(name)) {
    if (key.size() >= 2 * name_order_characters_max) break;
    const std::uint32_t syllable = search::syllable_rank(c);
    const std::uint32_t place = is_letter_or_digit(c) ? static_cast<std::uint32_t>(c)
                                : syllable != 0       ? first_syllable + syllable
                                                      : first_other + (static_cast<std::uint32_t>(c) & 0x7FFFu);
    key.push_back(static_cast<std::uint8_t>(place >> 8));
    key.push_back(static_cast<std::uint8_t>(place));
  }
  return key;
}

Result<TargetSearch> TargetSearch::of(const TargetFilter& filter) {
  TargetSearch made;
  Conjunction all;
  const search::SearchQuery query = MC_TRY(search::SearchQuery::parse(filter.text));
  for (const search::QueryWord& typed : query.words) {
    std::u32string word = searched(typed.text);
    if (word.empty()) continue;
    if (word.size() < word_characters_min)
      return fail(Error("registry.search_too_short").with("min", static_cast<long long>(word_characters_min)));
    all.add(expression_of(word));
    made.needs_look_ = made.needs_look_ || word.size() > word_characters_min;
    made.words_.push_back(std::move(word));
  }
  add_filters(all, filter);
  made.expression_ = all.text();
  return made;
}

bool TargetSearch::fits(const TargetTexts& texts) const {
  if (words_.empty()) return true;
  const std::u32string name = searched_name(texts.name);
  const std::u32string credit_code = searched_name(texts.credit_code);
  const std::u32string number = searched_name(texts.registration_number);
  std::optional<std::vector<std::string>> initials;
  return std::ranges::all_of(words_, [&](const std::u32string& word) {
    if (name.contains(word)) return true;
    if (word.size() >= code_part && (credit_code.contains(word) || number.contains(word))) return true;
    if (word[0] >= 0x80) return false;
    if (!initials) initials = initials_of(name);
    return std::ranges::any_of(word, is_letter) && stands_in_initials(*initials, word);
  });
}

}  // namespace mingchou
