// A target as a set of terms, and what is typed as an expression over them: how lists of a million targets are found by
// any filters and words together.
//
// A term is a letter and a value, in lower case and without spaces:
//   n pair of neighbouring characters of the name    p two or three neighbouring pinyin initials of the name
//   c three neighbouring characters of a code        k kind   s status   t township   d department   g tag   r risk
//   class i industry, by its first two, three and four digits   x result of the platform's receipt
// Whoever types two characters means one term. Longer words are several, which stand together in some names without
// being neighbours there; fits() looks at the row itself then. A character with several readings (多音字) has all of
// their initials. Runs everywhere.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/error.h"
#include "shared/registry/entities.h"

namespace mingchou {

/// Rises with every change of what terms a target has: an index of another form is built anew.
inline constexpr int target_terms_form = 2;

/// Separated by spaces, each once.
std::string terms_of(const Target& target);

/// A key that sorts names by pinyin: letters and digits first, then characters by their syllable, then the rest.
Bytes name_order_of(std::string_view name);

struct TargetFilter {
  /// From the reader's scope, never from a request.
  std::optional<DepartmentId> within = {};
  std::optional<DepartmentId> department_id = {};
  std::optional<TargetKind> kind = {};
  std::optional<TargetStatus> status = {};
  std::optional<std::string> township_code = {};
  /// Two to four digits: all industries that begin so.
  std::optional<std::string> industry_code = {};
  std::optional<TagId> tag_id = {};
  std::optional<std::string> risk_class = {};
  std::optional<ReceiptResult> receipt = {};
  /// As typed.
  std::string text = {};
};

/// What a filter looks for in a row.
struct TargetTexts {
  std::string_view name;
  /// "" for none.
  std::string_view credit_code, registration_number;
};

class TargetSearch {
 public:
  /// Errors: registry.search_too_short {min} for a word of one character, search.query_too_long.
  static Result<TargetSearch> of(const TargetFilter& filter);

  /// For MATCH; "" if every target fits.
  const std::string& expression() const { return expression_; }
  /// Whether each row of the expression must still be looked at by fits().
  bool needs_look() const { return needs_look_; }
  bool has_words() const { return !words_.empty(); }
  /// Whether the words stand in the texts; the other filters are the expression's.
  bool fits(const TargetTexts& texts) const;

 private:
  std::string expression_;
  std::vector<std::u32string> words_;
  bool needs_look_ = false;
};

}  // namespace mingchou
