// What happens to a draw after it: a target that can't be checked leaves its place to the next in the order of tickets,
// an inspector who can't go leaves it to the next in the order of replacement (spec sections 4 and 5).
//
// Who comes next is fixed by the draw. A change says only that a place was left and why; whoever has the audit bundle
// and the changes in their order recomputes where the draw stands. Runs everywhere.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/base/error.h"
#include "shared/draw/plan.h"
#include "shared/draw/result.h"
#include "shared/draw/seed.h"
#include "shared/json/json.h"

namespace mingchou::draw {

/// Why a drawn target can't be checked; a closed list.
enum class SubstitutionReason : std::uint8_t { deregistered, moved_away, duplicate, not_concerned, inaccessible };
/// Why an inspector doesn't go to a target; a closed list.
enum class ReplacementReason : std::uint8_t { illness, recusal, certificate, left_post, urgent_duty };

std::string_view substitution_code(SubstitutionReason reason);
std::string_view replacement_code(ReplacementReason reason);
std::optional<SubstitutionReason> substitution_from_code(std::string_view code);
std::optional<ReplacementReason> replacement_from_code(std::string_view code);

/// Whether such a target is still there to be checked: then it is a must of the task's next round (spec section 4).
bool is_still_there(SubstitutionReason reason);

struct Substitution {
  std::string draw;
  std::string target;
  /// Nothing if the substitutes are used up: the place stays empty.
  std::optional<std::string> substitute;
  SubstitutionReason reason = SubstitutionReason::deregistered;
  Digest evidence{};  // SHA-256 of the document that shows it
};

/// Of one replacement.
inline constexpr std::size_t passed_max = 10'000;

struct Absence {
  std::string inspector;
  ReplacementReason reason = ReplacementReason::illness;
};

/// One place of a team is taken by somebody else. `passed` are those who came before in the order and can't go either,
/// each with a reason: nobody is chosen.
struct Replacement {
  std::string draw;
  std::string target;
  std::uint32_t slot = 0;          // of the team, from 0 over all departments
  std::optional<Absence> leaving;  // nothing if the place is empty
  std::vector<Absence> passed;     // in the order of replacement
  /// Nothing if nobody is left: the place stays empty.
  std::optional<std::string> replacement;
  std::string confirmed_by;  // the second person, by login name
};

using Change = std::variant<Substitution, Replacement>;

/// Canonical JSON, with "type": what a leaf of the log conceals.
std::string change_json(const Change& change);
/// Checks the form only. Errors: json.field_… {field}; draw.hash_form {field}; draw.change_type {value};
/// draw.reason_unknown {value}.
Result<Change> read_change(json::Value value);

/// What happened and why, for people: draw.substituted_… {target}, draw.replaced_… {target, inspector}, who was passed
/// over as draw.passed_… {inspector}, and who comes as draw.next_target {next}, draw.next_inspector {next}, or nobody.
std::vector<Error> change_sentences(const Change& change);

/// One place of the draw as it stands now.
struct Place {
  std::string drawn;                  // who had it by the draw
  std::optional<std::string> target;  // who has it now
  std::size_t stratum = 0;
  /// In slot order by department; "" where nobody is. None if the draw has no teams.
  std::vector<std::string> inspectors;
};

/// A draw and what has happened to it.
class Standing {
 public:
  /// All but `result` must outlive this. `inspectors` in id order.
  Standing(const Plan& plan, const Keys& keys, std::span<const Inspector> inspectors, const DrawResult& result);

  /// In draw order.
  const std::vector<Place>& places() const { return places_; }
  /// Targets that were substituted and are still there, in the order of their substitutions.
  const std::vector<std::string>& musts_of_next_round() const { return musts_; }

  /// Who takes the place of a target that leaves it; nothing if the substitutes are used up. Error: draw.change_target
  /// {target} unless it has a place.
  Result<std::optional<std::string>> next_substitute(std::string_view target) const;

  /// Who may take a place of a team, in order: as replacement_order(), without those who left this target or have been
  /// said to be away. Errors: draw.change_target, draw.replace_slot.
  Result<std::vector<std::string>> candidates(std::string_view target, std::uint32_t slot) const;

  /// The change by which a target leaves its place, with whom it goes to. Error: draw.change_target.
  Result<Substitution> next_substitution(std::string_view target, SubstitutionReason reason,
                                         const Digest& evidence) const;
  /// The change by which whoever has a place of a team leaves it, or by which an empty one is filled. Errors: those of
  /// apply().
  Result<Replacement> next_replacement(std::string_view target, std::uint32_t slot, ReplacementReason reason,
                                       std::vector<Absence> passed, std::string confirmed_by) const;

  /// After an error nothing has changed. Errors: draw.change_draw for a change of another draw; draw.change_target;
  /// draw.change_substitute {target, next} for another than the next, next being "" if there is none;
  /// draw.replace_slot; draw.change_inspector {target, slot} if somebody else has the place; draw.change_order
  /// {inspector, next} for one passed over or taken out of order.
  Result<> apply(const Change& change);

 private:
  Result<> apply_one(const Substitution& change);
  Result<> apply_one(const Replacement& change);
  Result<const Place*> find(std::string_view target) const;
  Result<std::string*> vacate(const Replacement& change);
  std::vector<TeamResult> teams() const;
  bool may_go(const std::string& inspector, std::string_view target) const;
  void vacate_where_barred(Place& place) const;

  const Plan& plan_;
  const Keys& keys_;
  std::span<const Inspector> inspectors_;
  std::vector<std::vector<std::string>> substitutes_;  // left in each stratum, the next first
  std::vector<Place> places_;
  std::vector<std::string> musts_;
  /// Inspector and target whom a reason keeps apart; "" as target for what keeps from all.
  std::set<std::pair<std::string, std::string>> barred_;
};

}  // namespace mingchou::draw
