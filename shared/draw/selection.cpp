#include "shared/draw/selection.h"

#include <algorithm>
#include <cassert>
#include <optional>

#include "shared/draw/encoding.h"
#include "shared/draw/faults.h"

namespace mingchou::draw {
namespace {

struct Drawn {
  Digest ticket;
  const Candidate* candidate;
};

/// Tickets as unsigned bytes, then ids: a total order, whatever the rows' was.
bool comes_before(const Drawn& a, const Drawn& b) {
  const std::size_t bytes = is_planted(Fault::ticket_cut_to_32_bits) ? 4 : a.ticket.size();
  for (std::size_t i = 0; i < bytes; ++i) {
    if (a.ticket[i] == b.ticket[i]) continue;
    if (is_planted(Fault::ticket_signed_compare))
      return static_cast<std::int8_t>(a.ticket[i]) < static_cast<std::int8_t>(b.ticket[i]);
    return a.ticket[i] < b.ticket[i];
  }
  return a.candidate->id < b.candidate->id;
}

/// Keeps the first `count` of all that are added, in room for twice as many: whoever stands behind `count` others is
/// forgotten, so a draw's memory goes by who is selected, not by who could be.
class Lowest {
 public:
  Lowest(std::uint64_t count, std::uint64_t among)
      : count_(static_cast<std::size_t>(std::min(count, among))),
        room_(static_cast<std::size_t>(std::min<std::uint64_t>(among, 2 * std::uint64_t{count_} + spare))) {
    kept_.reserve(room_);
  }

  void add(const Drawn& drawn) {
    if (bound_ && !comes_before(drawn, *bound_)) return;
    if (kept_.size() == room_) forget_others();
    if (room_ > 0) kept_.push_back(drawn);
  }

  /// In order.
  std::vector<Drawn> take() {
    forget_others();
    std::ranges::sort(kept_, comes_before);
    return std::move(kept_);
  }

 private:
  static constexpr std::size_t spare = 1024;

  void forget_others() {
    if (kept_.size() <= count_) return;
    const auto end = kept_.begin() + static_cast<std::ptrdiff_t>(count_);
    std::ranges::nth_element(kept_, end, comes_before);
    bound_ = *end;
    kept_.erase(end, kept_.end());
  }

  std::size_t count_, room_;
  std::vector<Drawn> kept_;
  std::optional<Drawn> bound_;  // stands behind `count` others, as do all behind it
};

std::vector<std::string> ids_of(std::span<const Drawn> drawn) {
  std::vector<std::string> ids;
  ids.reserve(drawn.size());
  for (const Drawn& entry : drawn) ids.push_back(entry.candidate->id);
  return ids;
}

/// What a stratum asks for.
struct Wanted {
  std::uint64_t eligible = 0;
  std::uint64_t quota = 0;
  std::uint64_t with_substitutes = 0;
};

std::vector<Wanted> wanted_of(const Plan& plan, const Keys& keys, std::span<const Candidate> candidates) {
  std::vector<Wanted> wanted(plan.strata.size());
  for (const Candidate& candidate : candidates) ++wanted[candidate.stratum].eligible;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const std::uint64_t n = wanted[i].eligible;
    const std::uint64_t quota =
        quota_of(plan.strata[i].quota, n, plan.suite, keys.quota, static_cast<std::uint32_t>(i));
    wanted[i].quota = quota;
    wanted[i].with_substitutes = quota + std::min(n - quota, plan.strata[i].substitutes.value_or(0));
  }
  return wanted;
}

StratumSelection selection_of(const Wanted& wanted, std::span<const Drawn> ordered) {
  const std::size_t shift = is_planted(Fault::substitutes_overlap) && wanted.quota > 0 ? 1 : 0;
  return {wanted.eligible, wanted.quota, ids_of(ordered.first(wanted.quota)),
          ids_of(ordered.subspan(wanted.quota - shift))};
}

Result<> compare_with_plan(RowKind kind, const RosterSeal& seal, std::uint64_t count, const Digest& root) {
  const bool is_targets = kind == RowKind::target;
  if (count != seal.count)
    return fail(Error(is_targets ? "draw.target_count" : "draw.inspector_count")
                    .with("count", static_cast<long long>(count))
                    .with("planned", static_cast<long long>(seal.count)));
  if (root != seal.root) return fail(Error(is_targets ? "draw.target_root" : "draw.inspector_root"));
  return {};
}

}  // namespace

TicketMaker::TicketMaker(Suite suite, const Digest& draw_key) : head_(suite), many_(suite) {
  const Bytes block = Encoder().raw(draw_key).label("MINGCHOU-TICKET-1", static_cast<std::uint8_t>(suite)).take();
  head_.update(block);
  many_ = many_.continuing(block);
  batch_ = many_.batch();
}

Digest TicketMaker::ticket(std::string_view id, const Salt& salt) const {
  crypto::Hasher hasher = head_.fork();
  if (!is_planted(Fault::ticket_without_salt)) hasher.update(salt);
  return hasher.update(static_cast<std::uint8_t>(id.size())).update(id).finish();
}

void TicketMaker::make(std::span<const Candidate> candidates, std::span<Digest> tickets) {
  constexpr std::size_t batch_max = 256;
  while (!candidates.empty()) {
    const std::size_t count = std::min(batch_max, candidates.size());
    batch_.clear();
    for (const auto& [id, salt, stratum] : candidates.first(count)) {
      assert(id.size() <= id_bytes_max);
      std::uint8_t* at = batch_.room(sizeof(Salt) + 1 + id.size());
      if (!is_planted(Fault::ticket_without_salt)) at = std::ranges::copy(salt, at).out;
      *at++ = static_cast<std::uint8_t>(id.size());
      batch_.end_message(std::ranges::copy(id, at).out);
    }
    many_.hash(batch_, tickets.first(count));
    candidates = candidates.subspan(count);
    tickets = tickets.subspan(count);
  }
}

TargetRoster::TargetRoster(const Plan& plan, RowMaker& rows)
    : plan_(plan), root_(RowKind::target, rows, [this](std::span<const Salt> salts) { take_salts(salts); }) {
  // A vector that grows holds everything twice. A plan is not trusted with more than this, nor here with more memory
  // than a browser gives.
  constexpr std::uint64_t reserved_max = sizeof(void*) == 4 ? 1'000'000 : 16'000'000;
  candidates_.reserve(static_cast<std::size_t>(std::min(plan.targets.count, reserved_max)));
}

Result<> TargetRoster::add(const Target& target) {
  attributes_.clear();
  write_attributes(attributes_, target);
  return add(target, attributes_.view());
}

Result<> TargetRoster::add(const Target& target, std::string_view attributes) {
  MC_TRY(check_target(target));
  // Before the row is added, which can complete a batch. An error ends everything, so what is kept then is no matter.
  if (const auto stratum = stratum_of(plan_, target)) {
    candidates_.push_back({target.id, {}, static_cast<std::uint32_t>(*stratum)});
    unsalted_.push_back(batch_rows_);
  }
  ++batch_rows_;
  return root_.add(target.id, attributes);
}

void TargetRoster::take_salts(std::span<const Salt> salts) {
  const auto candidates = std::span(candidates_).last(unsalted_.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) candidates[i].salt = salts[unsalted_[i]];
  unsalted_.clear();
  batch_rows_ = 0;
}

Result<> TargetRoster::finish() {
  const Digest root = root_.root();
  return compare_with_plan(RowKind::target, plan_.targets, root_.count(), root);
}

const std::vector<Candidate>& TargetRoster::candidates() {
  root_.hash_batch();
  return candidates_;
}

Result<> check_inspectors(const Plan& plan, RowMaker& rows, std::span<const Inspector> inspectors) {
  RosterRoot root(RowKind::inspector, rows);
  for (const Inspector& inspector : inspectors) {
    MC_TRY(check_inspector(inspector));
    MC_TRY(root.add(inspector.id, attributes_json(inspector)));
  }
  const Digest digest = root.root();
  return compare_with_plan(RowKind::inspector, plan.inspectors, root.count(), digest);
}

Selection select_targets(const Plan& plan, const Keys& keys, std::span<const Candidate> candidates) {
  const std::vector<Wanted> wanted = wanted_of(plan, keys, candidates);
  std::vector<Lowest> lowest;
  lowest.reserve(wanted.size());
  for (const Wanted& stratum : wanted) lowest.emplace_back(stratum.with_substitutes, stratum.eligible);

  TicketMaker maker(plan.suite, keys.draw);
  constexpr std::size_t batch = 256;
  Digest tickets[batch];
  for (std::size_t at = 0; at < candidates.size(); at += batch) {
    const auto some = candidates.subspan(at, std::min(batch, candidates.size() - at));
    maker.make(some, {tickets, some.size()});
    for (std::size_t i = 0; i < some.size(); ++i) lowest[some[i].stratum].add({tickets[i], &some[i]});
  }

  Selection selection;
  std::vector<Drawn> all;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const std::vector<Drawn> ordered = lowest[i].take();
    selection.strata.push_back(selection_of(wanted[i], ordered));
    all.insert(all.end(), ordered.begin(), ordered.begin() + static_cast<std::ptrdiff_t>(wanted[i].quota));
  }
  std::ranges::sort(all, comes_before);
  selection.order = ids_of(all);
  return selection;
}

}  // namespace mingchou::draw
