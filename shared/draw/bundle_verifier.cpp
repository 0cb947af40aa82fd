#include "shared/draw/bundle_verifier.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "shared/base/hex.h"
#include "shared/draw/bundle_fields.h"
#include "shared/draw/bundle_lines.h"
#include "shared/draw/plain_row.h"
#include "shared/draw/selection.h"
#include "shared/json/lines.h"

namespace mingchou::draw {
namespace {

Error with_number(Error error, std::string_view name, std::uint64_t number) {
  return std::move(error).with(name, static_cast<long long>(number));
}

}  // namespace

class BundleVerifier::Impl {
 public:
  explicit Impl(VerifyOptions options) : options_(std::move(options)), reader_({.form = json::Form::strict}) {}

  Result<> feed(std::string_view chunk);

  Result<CheckLines> finish() {
    if (error_) return fail(*error_);
    if (auto finished = reader_.finish(); !finished) return fail(with_true_line(std::move(finished).error()));
    if (rank_ != Rank::end) return fail(Error("draw.bundle_unfinished"));
    return lines_;
  }

  Error fate_of(std::string_view id) const;
  Result<Standing> standing() const;

 private:
  /// What can be recomputed from this bundle.
  enum class View : std::uint8_t { opened, closed, proof };

  Result<std::size_t> take_plain_rows(std::string_view chunk);
  Error with_true_line(Error error) const;
  Result<> on_line(const json::Line& line);
  Result<> read_input(Rank rank, const json::Line& line);
  Result<> read_output(Rank rank, const json::Line& line);

  Result<> read_kind(const json::Line& line);
  Result<> read_key(const json::Line& line);
  Result<> read_plan_line(const json::Line& line);
  Result<> read_roster_key(const json::Line& line);
  Result<> read_target_line(const json::Line& line);
  Result<> read_inspector_line(const json::Line& line);
  Result<> read_value(const json::Line& line);

  Result<> close_inputs();
  Result<> close_opened();
  Result<> expect_result_line(const json::Line& line);
  Result<> read_counts(const json::Line& line);
  Result<> read_row(const json::Line& line);
  Result<> read_fate(const json::Line& line);
  Result<> read_result_line(const json::Line& line);
  Result<> read_leaf(const json::Line& line);
  Result<> read_end(const json::Line& line);
  Result<> check_outputs();
  bool is_sealed() const;
  std::uint64_t rank_of(const Candidate& candidate) const;

  Error line_error(const json::Line& line) const { return with_number(Error("draw.bundle_line"), "line", line.number); }
  Error result_error(const json::Line& line) const {
    return with_number(Error("draw.bundle_result"), "line", line.number);
  }
  void pass(Error sentence) { lines_.push_back({CheckState::passed, std::move(sentence)}); }
  void leave(Error sentence) { lines_.push_back({CheckState::unchecked, std::move(sentence)}); }

  VerifyOptions options_;
  json::LineReader reader_;
  std::uint64_t plain_rows_ = 0;  // lines that were taken without the reader
  bool is_line_begun_ = false;    // the reader holds the beginning of a line
  Target plain_target_;           // memory for the next of them
  std::optional<Error> error_;
  crypto::Hasher hasher_{Suite::sha256};
  Rank rank_ = Rank::none;
  bool inputs_closed_ = false;
  CheckLines lines_;

  BundleKind kind_ = BundleKind::audit;
  View view_ = View::opened;
  BundleContent content_;
  std::set<std::string> all_keys_;
  Keys keys_;

  // Opened: rosters as they come, then what the draw must give.
  std::unique_ptr<RowMaker> rows_;
  std::unique_ptr<TargetRoster> roster_;
  std::vector<Inspector> inspectors_;
  DrawResult result_;
  std::vector<std::string> expected_;
  std::size_t next_expected_ = 0;
  std::optional<std::string> result_json_;

  // Closed: counts and rows of the selected.
  std::uint64_t quotas_ = 0;
  std::size_t strata_ = 0;
  std::set<std::string, std::less<>> selected_;

  std::optional<ProofContent> proof_;
  bool fate_read_ = false;
};

Result<> BundleVerifier::Impl::feed(std::string_view chunk) {
  if (error_) return fail(*error_);
  const auto on_reader_line = [this](const json::Line& line) {
    return on_line({line.number + plain_rows_, line.text, line.value});
  };
  while (!chunk.empty()) {
    if (!is_line_begun_) {
      const auto taken = take_plain_rows(chunk);
      if (!taken) return fail(error_.emplace(taken.error()));
      chunk.remove_prefix(*taken);
    }
    const std::string_view part = chunk.substr(0, chunk.find('\n') + 1);  // npos + 1 is 0
    const std::string_view fed = part.empty() ? chunk : part;
    if (auto read = reader_.feed(fed, on_reader_line); !read)
      return fail(error_.emplace(with_true_line(std::move(read).error())));
    is_line_begun_ = part.empty() && !fed.empty();
    chunk.remove_prefix(fed.size());
  }
  return {};
}

/// Takes whole lines from the beginning of `chunk` as long as they are plain rows of targets that may stand here. Gives
/// their bytes.
Result<std::size_t> BundleVerifier::Impl::take_plain_rows(std::string_view chunk) {
  std::size_t taken = 0;
  if (!roster_ || rank_ < Rank::roster_key || rank_ > Rank::target) return taken;
  for (std::size_t end; (end = chunk.find('\n', taken)) != chunk.npos; taken = end + 1) {
    const auto attributes = read_plain_target(chunk.substr(taken, end - taken), plain_target_);
    if (!attributes) break;
    rank_ = Rank::target;
    ++plain_rows_;
    MC_TRY(roster_->add(plain_target_, *attributes));
  }
  hasher_.update(chunk.substr(0, taken));
  return taken;
}

/// An error of the reader names the line that the reader counted; the file has more.
Error BundleVerifier::Impl::with_true_line(Error error) const {
  if (!error.code.starts_with("json.line_")) return error;
  for (auto& [name, value] : error.arguments) {
    std::uint64_t line = 0;
    if (name != "line") continue;
    std::from_chars(value.data(), value.data() + value.size(), line);
    value = std::to_string(line + plain_rows_);
  }
  return error;
}

Result<> BundleVerifier::Impl::on_line(const json::Line& line) {
  const auto name = line.value.find("line");
  const auto kind = std::ranges::find(line_kinds, name && name->text() ? *name->text() : "", &LineKind::name);
  if (kind == std::end(line_kinds)) return fail(line_error(line));
  const bool is_in_order = kind->rank > rank_ || (kind->rank == rank_ && kind->is_repeatable);
  const bool is_first = line.number == 1;
  if (!is_in_order || is_first != (kind->rank == Rank::bundle)) return fail(line_error(line));
  if (kind->rank > Rank::plan && content_.plan.draw.empty()) return fail(line_error(line));
  rank_ = kind->rank;
  if (rank_ == Rank::end) return read_end(line);
  hasher_.update(line.text).update("\n");
  if (rank_ <= Rank::note) return read_input(rank_, line);
  if (!inputs_closed_) MC_TRY(close_inputs());
  return read_output(rank_, line);
}

Result<> BundleVerifier::Impl::read_input(Rank rank, const json::Line& line) {
  switch (rank) {
    case Rank::bundle:
      return read_kind(line);
    case Rank::key:
      return read_key(line);
    case Rank::plan:
      return read_plan_line(line);
    case Rank::roster_key:
      return read_roster_key(line);
    case Rank::target:
      return read_target_line(line);
    case Rank::inspector:
      return read_inspector_line(line);
    case Rank::entropy:
      return read_value(line);
    default:
      if (content_.notes.size() == bundle_notes_max) return fail(line_error(line));
      content_.notes.push_back(MC_TRY(read_note_line(line.value)));
      return {};
  }
}

Result<> BundleVerifier::Impl::read_output(Rank rank, const json::Line& line) {
  switch (rank) {
    case Rank::result_lines:
      return view_ == View::opened ? expect_result_line(line) : read_counts(line);
    case Rank::row:
      return read_row(line);
    case Rank::fate:
      return read_fate(line);
    case Rank::result:
      return read_result_line(line);
    case Rank::leaf:
      return read_leaf(line);
    case Rank::early:
      content_.early = MC_TRY(read_early_line(line.value));
      return {};
    default:
      content_.checkpoint = MC_TRY(read_note_line(line.value));
      return {};
  }
}

Result<> BundleVerifier::Impl::read_kind(const json::Line& line) {
  for (const BundleKind kind : {BundleKind::audit, BundleKind::open, BundleKind::proof}) {
    kind_ = kind;
    if (line.text == bundle_line(kind)) {
      view_ = kind == BundleKind::audit ? View::opened : kind == BundleKind::open ? View::closed : View::proof;
      return {};
    }
  }
  return fail(line_error(line));
}

Result<> BundleVerifier::Impl::read_key(const json::Line& line) {
  const auto [role, key] = MC_TRY(read_key_line(line.value));
  if (!all_keys_.insert(key.text()).second || all_keys_.size() > bundle_keys_max) return fail(line_error(line));
  // The log's key first, then witnesses, then cosigners: each list has one order only.
  if (role == "log" && !content_.log_key && content_.witness_keys.empty() && content_.cosigner_keys.empty()) {
    content_.log_key = key;
  } else if (role == "witness" && content_.cosigner_keys.empty()) {
    content_.witness_keys.push_back(key);
  } else if (role == "cosigner" && content_.log_key) {
    content_.cosigner_keys.push_back(key);
  } else {
    return fail(line_error(line));
  }
  return {};
}

Result<> BundleVerifier::Impl::read_plan_line(const json::Line& line) {
  content_.plan = MC_TRY(read_plan_member(line.value));
  pass(with_number(Error("draw.check_plan").with("draw", content_.plan.draw), "strata", content_.plan.strata.size()));
  return {};
}

Result<> BundleVerifier::Impl::read_roster_key(const json::Line& line) {
  const Bytes key = MC_TRY(read_roster_key_line(line.value));
  if (kind_ == BundleKind::proof) return fail(line_error(line));
  if (kind_ == BundleKind::open && uses_internal_attributes(content_.plan)) return fail(Error("draw.bundle_internal"));
  view_ = View::opened;
  rows_ = std::make_unique<RowMaker>(content_.plan.suite, key);
  roster_ = std::make_unique<TargetRoster>(content_.plan, *rows_);
  return {};
}

Result<> BundleVerifier::Impl::read_target_line(const json::Line& line) {
  if (kind_ == BundleKind::proof && !proof_) {
    proof_ = MC_TRY(read_proof_target(line.value));
    return {};
  }
  if (!roster_) return fail(line_error(line));
  const Target target = MC_TRY(read_target_row(line.value));
  return roster_->add(target);
}

Result<> BundleVerifier::Impl::read_inspector_line(const json::Line& line) {
  if (!roster_ || inspectors_.size() == content_.plan.inspectors.count) return fail(line_error(line));
  inspectors_.push_back(MC_TRY(read_inspector_row(line.value)));
  return {};
}

Result<> BundleVerifier::Impl::read_value(const json::Line& line) {
  const std::size_t index = content_.values.size();
  SourceValue source = MC_TRY(read_value_line(line.value));
  if (index >= content_.plan.entropy.size() || content_.plan.entropy[index].name != source.name)
    return fail(line_error(line));
  content_.values.push_back(std::move(source.value));
  return {};
}

Result<> BundleVerifier::Impl::close_inputs() {
  inputs_closed_ = true;
  const Plan& plan = content_.plan;
  MC_TRY(check_values(plan.suite, plan.draw, plan.entropy, content_.values));
  pass(with_number(Error("draw.check_values"), "count", content_.values.size()));
  for (const Source& source : plan.entropy)
    if (const auto* published = std::get_if<PublicSource>(&source.kind))
      leave(Error("draw.unchecked_public").with("name", source.name).with("ref", published->ref));
  keys_ = derive_keys(plan, content_.values);
  MC_TRY(check_statements(content_, keys_.plan_hash, lines_));
  if (view_ == View::opened) return close_opened();
  return {};
}

Result<> BundleVerifier::Impl::close_opened() {
  if (!roster_) return fail(Error("draw.bundle_unfinished"));
  MC_TRY(roster_->finish());
  MC_TRY(check_inspectors(content_.plan, *rows_, inspectors_));
  pass(with_number(with_number(Error("draw.check_rosters"), "targets", content_.plan.targets.count), "inspectors",
                   inspectors_.size()));
  result_ = MC_TRY(run_draw({content_.plan, roster_->candidates(), inspectors_, content_.values, {}})).result;
  for_each_result_line(result_, [this](std::string text) { expected_.push_back(std::move(text)); });
  return {};
}

Result<> BundleVerifier::Impl::expect_result_line(const json::Line& line) {
  if (next_expected_ == expected_.size() || expected_[next_expected_] != line.text) return fail(result_error(line));
  ++next_expected_;
  return {};
}

/// Without attributes the number of those eligible is the server's word; the quota follows from it.
Result<> BundleVerifier::Impl::read_counts(const json::Line& line) {
  const Plan& plan = content_.plan;
  if (view_ != View::closed || strata_ == plan.strata.size()) return fail(line_error(line));
  const StratumResult counts = MC_TRY(read_stratum_line(line.value));
  const auto index = static_cast<std::uint32_t>(strata_++);
  const bool is_possible = counts.eligible <= plan.targets.count && counts.name == plan.strata[index].name;
  if (!is_possible ||
      counts.quota != quota_of(plan.strata[index].quota, counts.eligible, plan.suite, keys_.quota, index))
    return fail(result_error(line));
  quotas_ += counts.quota;
  return {};
}

Result<> BundleVerifier::Impl::read_row(const json::Line& line) {
  if (view_ != View::closed) return fail(line_error(line));
  const OpenRow row = MC_TRY(read_row_line(line.value));
  const Digest leaf = log::leaf_hash(content_.plan.suite, row.bytes());
  const RosterSeal& seal = content_.plan.targets;
  if (!selected_.insert(row.id).second ||
      !log::verify_inclusion(content_.plan.suite, leaf, row.index, seal.count, row.path, seal.root))
    return fail(Error("draw.bundle_row").with("id", row.id));
  return {};
}

Result<> BundleVerifier::Impl::read_fate(const json::Line& line) {
  if (!proof_) return fail(line_error(line));
  const Plan& plan = content_.plan;
  const Target& target = proof_->target;
  const Bytes row = RowMaker::row_of(plan.suite, RowKind::target, target.id, proof_->salt, attributes_json(target));
  if (!log::verify_inclusion(plan.suite, log::leaf_hash(plan.suite, row), proof_->index, plan.targets.count,
                             proof_->path, plan.targets.root))
    return fail(Error("draw.bundle_row").with("id", target.id));
  pass(Error("draw.check_row").with("id", target.id));

  proof_->last_ticket = MC_TRY(read_last_ticket(line.value));
  const Digest ticket = TicketMaker(plan.suite, keys_.draw).ticket(target.id, proof_->salt);
  if (line.text != fate_line(plan, *proof_, ticket)) return fail(result_error(line));
  fate_read_ = true;
  const auto stratum = stratum_of(plan, target);
  const bool is_selected = stratum && proof_->last_ticket && ticket <= *proof_->last_ticket;
  pass(Error(is_selected ? "draw.check_selected"
             : stratum   ? "draw.check_not_selected"
                         : "draw.check_not_eligible")
           .with("id", target.id)
           .with("stratum", stratum ? plan.strata[*stratum].name : ""));
  if (stratum) leave(Error("draw.unchecked_last_ticket"));
  return {};
}

Result<> BundleVerifier::Impl::read_result_line(const json::Line& line) {
  if (view_ == View::proof) return fail(line_error(line));
  const ResultHead head = MC_TRY(read_result_head(line.value));
  if (view_ == View::closed) return head.nonce ? fail(Error("draw.bundle_internal")) : Result<>();
  if (!head.nonce || next_expected_ != expected_.size()) return fail(result_error(line));
  result_.nonce = *head.nonce;
  if (result_hash(content_.plan.suite, result_) != head.hash) return fail(result_error(line));
  result_json_ = result_json(result_);
  return {};
}

Result<> BundleVerifier::Impl::read_leaf(const json::Line& line) {
  LeafProof leaf = MC_TRY(read_leaf_line(line.value));
  if (content_.leaves.size() == bundle_leaves_max) return fail(line_error(line));
  if (!content_.leaves.empty() && leaf.index <= content_.leaves.back().index) return fail(line_error(line));
  content_.leaves.push_back(std::move(leaf));
  return {};
}

Result<> BundleVerifier::Impl::read_end(const json::Line& line) {
  if (!inputs_closed_) return fail(Error("draw.bundle_unfinished"));
  MC_TRY(check_outputs());
  if (line.text != end_line(hasher_.finish())) return fail(Error("draw.bundle_changed"));
  MC_TRY(check_log(content_, result_json_, options_.log_key, lines_));
  pass(with_number(Error("draw.check_bundle"), "lines", line.number));
  return {};
}

/// Everything that must be there was there.
Result<> BundleVerifier::Impl::check_outputs() {
  if (view_ == View::opened) {
    if (!result_json_) return fail(Error("draw.bundle_unfinished"));
    pass(with_number(Error("draw.check_result"), "targets", result_.order.size()));
    if (result_.teams.empty() && !result_.order.empty()) leave(Error("draw.unchecked_no_teams"));
    return {};
  }
  if (view_ == View::proof) return fate_read_ ? Result<>() : fail(Error("draw.bundle_unfinished"));
  if (strata_ != content_.plan.strata.size() || (selected_.size() != quotas_ && !is_sealed()))
    return fail(Error("draw.bundle_unfinished"));
  if (is_sealed())
    leave(Error("draw.unchecked_sealed").with("date", content_.plan.window_to));
  else
    pass(with_number(Error("draw.check_published"), "targets", selected_.size()));
  leave(Error("draw.unchecked_internal"));
  return {};
}

/// A sealed draw whose targets are not published yet.
bool BundleVerifier::Impl::is_sealed() const {
  return view_ == View::closed && content_.plan.mode == Mode::sealed && selected_.empty() && quotas_ > 0;
}

/// From 1, among the candidates of its stratum.
std::uint64_t BundleVerifier::Impl::rank_of(const Candidate& candidate) const {
  const TicketMaker tickets(content_.plan.suite, keys_.draw);
  const auto own = std::pair(tickets.ticket(candidate.id, candidate.salt), std::string_view(candidate.id));
  std::uint64_t before = 0;
  for (const Candidate& other : roster_->candidates())
    if (other.stratum == candidate.stratum &&
        std::pair(tickets.ticket(other.id, other.salt), std::string_view(other.id)) < own)
      ++before;
  return before + 1;
}

Error BundleVerifier::Impl::fate_of(std::string_view id) const {
  const auto about = [id](std::string_view code) { return Error(code).with("id", id); };
  if (view_ == View::proof) return about("draw.fate_other");
  if (is_sealed()) return about("draw.fate_sealed").with("date", content_.plan.window_to);
  if (view_ == View::closed) return about(selected_.contains(id) ? "draw.fate_published" : "draw.fate_not_published");
  const auto candidate = std::ranges::lower_bound(roster_->candidates(), id, {}, &Candidate::id);
  if (candidate == roster_->candidates().end() || candidate->id != id) return about("draw.fate_not_eligible");
  const StratumResult& stratum = result_.strata[candidate->stratum];
  const std::uint64_t rank = rank_of(*candidate);
  const char* code = rank <= stratum.selected.size()                                ? "draw.fate_selected"
                     : rank <= stratum.selected.size() + stratum.substitutes.size() ? "draw.fate_substitute"
                                                                                    : "draw.fate_not_selected";
  Error sentence = with_number(about(code).with("stratum", stratum.name), "rank", rank);
  return with_number(with_number(std::move(sentence), "eligible", stratum.eligible), "quota", stratum.quota);
}

Result<Standing> BundleVerifier::Impl::standing() const {
  if (view_ != View::opened) return fail(Error("draw.changes_need_rosters"));
  return Standing(content_.plan, keys_, inspectors_, result_);
}

BundleVerifier::BundleVerifier(VerifyOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
BundleVerifier::~BundleVerifier() = default;
BundleVerifier::BundleVerifier(BundleVerifier&&) noexcept = default;
BundleVerifier& BundleVerifier::operator=(BundleVerifier&&) noexcept = default;

Result<> BundleVerifier::feed(std::string_view chunk) { return impl_->feed(chunk); }
Result<CheckLines> BundleVerifier::finish() { return impl_->finish(); }
Error BundleVerifier::fate_of(std::string_view id) const { return impl_->fate_of(id); }
Result<Standing> BundleVerifier::standing() const { return impl_->standing(); }

}  // namespace mingchou::draw
