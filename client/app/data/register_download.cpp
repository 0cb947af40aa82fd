#include "client/app/data/register_download.h"

#include <algorithm>
#include <utility>

#include "client/app/model/answers.h"

namespace mingchou::client {
namespace {

using namespace download_limits;

constexpr std::size_t bytes_hashed_at_once = 64 * 1024;
/// What a commit may take of a step.
constexpr double commit_ms = 4;
/// So that a slow machine gets on too.
constexpr std::int64_t rows_at_least = 8;
constexpr std::int64_t rows_copied_at_once = 100;

}  // namespace

RegisterDownload::RegisterDownload(RegisterStore& store, Database& db, Network& network, Clock& clock, Random& random,
                                   Stopwatch& stopwatch, std::function<void()> installed)
    : store_(store),
      db_(db),
      network_(network),
      clock_(clock),
      random_(random),
      stopwatch_(stopwatch),
      installed_(std::move(installed)) {}

RegisterDownload::~RegisterDownload() {
  if (pending_ != 0) network_.abort(pending_);
}

bool RegisterDownload::running() const {
  return status_.phase == Phase::asking || status_.phase == Phase::receiving || status_.phase == Phase::waiting;
}

void RegisterDownload::start() {
  if (running()) return;
  status_ = {.phase = Phase::asking};
  forget_plan();
  tries_ = damaged_ = restarts_ = 0;
  retry_at_ms_.reset();
}

Result<bool> RegisterDownload::can_resume() { return MC_TRY(store_.arriving()).has_value(); }

void RegisterDownload::network_returned() {
  if (status_.phase == Phase::waiting) retry_at_ms_ = stopwatch_.now_ms();
}

void RegisterDownload::cancel() {
  if (running()) end(Phase::cancelled);
}

void RegisterDownload::forget() {
  end(Phase::idle);
  status_ = {};
  forget_plan();
  retry_at_ms_.reset();
}

void RegisterDownload::end(Phase phase) {
  if (pending_ != 0) network_.abort(std::exchange(pending_, 0));
  answer_.reset();
  body_.reset();
  ahead_.reset();
  status_.phase = phase;
}

void RegisterDownload::forget_plan() {
  generation_.reset();
  parts_.clear();
  looked_for_copies_ = 0;
  source_.reset();
  plan_was_looked_for_ = false;
}

JobProgress RegisterDownload::progress() const {
  return {.done = status_.bytes_done, .total = status_.bytes_total, .unit = Unit::bytes};
}

std::optional<double> RegisterDownload::wait_ms() {
  if (!retry_at_ms_) return std::nullopt;
  return std::max(0.0, *retry_at_ms_ - stopwatch_.now_ms());
}

JobState RegisterDownload::step(const Deadline& deadline) {
  while (running()) {
    const Result<JobState> state = advance(deadline);
    if (!state) {
      // Only now: the transaction of a part that is wrong has ended. If this fails too, the next start meets it again.
      if (std::exchange(gives_up_, false)) (void)store_.abandon();
      end(Phase::failed);
      status_.error = state.error();
      break;
    }
    if (*state != JobState::working) return *state;
    if (deadline.passed()) return JobState::working;
  }
  return JobState::ended;
}

/// One move: the first of these that is due.
Result<JobState> RegisterDownload::advance(const Deadline& deadline) {
  if (retry_at_ms_) {
    status_.retry_in_ms = std::max(0.0, *retry_at_ms_ - stopwatch_.now_ms());
    if (status_.retry_in_ms > 0) return JobState::waiting;
    retry_at_ms_.reset();
    status_.phase = generation_ ? Phase::receiving : Phase::asking;
  }
  if (!generation_ && !plan_was_looked_for_) {
    MC_TRY(find_plan());
    return JobState::working;
  }
  if (answer_) {
    MC_TRY(take_answer());
    return JobState::working;
  }
  if (!generation_) {
    if (pending_ == 0) request_manifest();
    return JobState::waiting;
  }
  // All copies first: whatever happens then, this generation has what the older ones had.
  if (MC_TRY(copy_some())) return JobState::working;
  if (!body_ && ahead_) body_ = std::exchange(ahead_, std::nullopt);
  const auto next = next_part();
  if (pending_ == 0 && !ahead_ && next) request_part(*next);
  if (body_) {
    MC_TRY(write_some(deadline));
    return JobState::working;
  }
  if (pending_ != 0) return JobState::waiting;
  MC_TRY(finish());
  return JobState::ended;
}

// --- what there is to download ------------------------------------------------------------------------------

/// An interrupted download goes on by its own manifest, without asking: a register that changes every hour would never
/// arrive over a slow network otherwise. If the server has dropped that snapshot it says so.
Result<> RegisterDownload::find_plan() {
  plan_was_looked_for_ = true;
  if (distrust_plan_) return {};
  if (auto generation = MC_TRY(store_.arriving())) set_plan(*generation, MC_TRY(store_.parts(generation->number)));
  return {};
}

void RegisterDownload::set_plan(Generation generation, std::vector<ArrivingPart> parts) {
  generation_ = std::move(generation);
  parts_ = std::move(parts);
  distrust_plan_ = false;
  status_.phase = Phase::receiving;
  update_counts();
}

void RegisterDownload::update_counts() {
  status_.bytes_done = status_.rows_done = 0;
  status_.bytes_total = generation_->bytes;
  status_.rows_total = generation_->target_count;
  for (const ArrivingPart& part : parts_) {
    status_.rows_done += part.rows_written;
    // Of a part that is being written, its share: the network's bytes count when they are on the disk.
    if (part.part.row_count == 0)
      status_.bytes_done += part.part.bytes;
    else
      status_.bytes_done += part.part.bytes * part.rows_written / part.part.row_count;
  }
  // Departments and tags are rows of parts, too.
  status_.rows_done = std::min(status_.rows_done, status_.rows_total);
}

Result<bool> RegisterDownload::copy_some() {
  if (looked_for_copies_ == parts_.size()) return false;
  ArrivingPart& part = parts_[looked_for_copies_];
  if (!part.complete() && !source_) source_ = MC_TRY(store_.source_of(part.part));
  if (part.complete() || !source_) {
    ++looked_for_copies_;
    source_.reset();
    return true;
  }
  MC_TRY(store_.copy_some(generation_->number, static_cast<std::int64_t>(looked_for_copies_), *source_,
                          rows_copied_at_once, part));
  update_counts();
  return true;
}

void RegisterDownload::request_manifest() {
  pending_part_.reset();
  pending_ = network_.get(manifest_path, [this](Result<HttpAnswer> answer) {
    pending_ = 0;
    answer_ = std::move(answer);
  });
}

Result<> RegisterDownload::take_manifest(const std::string& body) {
  const Manifest manifest = MC_TRY(read_manifest(body));
  const auto current = MC_TRY(store_.current());
  if (current && current->snapshot == manifest.snapshot) {
    MC_TRY(store_.abandon());
    status_.was_up_to_date = true;
    end(Phase::done);
    return {};
  }
  if (const auto arriving = MC_TRY(store_.arriving()); arriving && arriving->snapshot == manifest.snapshot) {
    auto parts = MC_TRY(store_.parts(arriving->number));
    if (std::ranges::equal(parts, manifest.parts, {}, &ArrivingPart::part)) {
      set_plan(*arriving, std::move(parts));
      return {};
    }
  }
  std::vector<ArrivingPart> parts;
  parts.reserve(manifest.parts.size());
  for (const SnapshotPart& part : manifest.parts) parts.push_back({.part = part});
  set_plan(MC_TRY(store_.begin(manifest)), std::move(parts));
  return {};
}

// --- answers ------------------------------------------------------------------------------------------------

/// The first one that is neither written nor in memory.
std::optional<std::size_t> RegisterDownload::next_part() const {
  for (std::size_t i = 0; i < parts_.size(); ++i)
    if (!parts_[i].complete() && !(body_ && body_->part == i) && !(ahead_ && ahead_->part == i)) return i;
  return std::nullopt;
}

void RegisterDownload::request_part(std::size_t part) {
  pending_part_ = part;
  pending_ = network_.get(part_path(generation_->snapshot, part), [this](Result<HttpAnswer> answer) {
    pending_ = 0;
    answer_ = std::move(answer);
  });
}

Result<> RegisterDownload::take_answer() {
  Result<HttpAnswer> answer = *std::exchange(answer_, std::nullopt);
  if (!answer) return try_later(std::move(answer).error(), {});
  if (answer->status != 200) return refused(*answer);
  tries_ = 0;
  status_.error.reset();
  if (!pending_part_) return take_manifest(answer->body);
  Body body{.part = *pending_part_, .text = std::move(answer->body), .hasher = {}};
  (body_ ? ahead_ : body_) = std::move(body);
  return {};
}

Result<> RegisterDownload::not_served(int status) {
  if (++restarts_ > restarts_max) return fail(Error("client.refused").with("status", status));
  MC_TRY(store_.overtake());
  body_.reset();
  ahead_.reset();
  forget_plan();
  status_ = {.phase = Phase::asking};
  return {};
}

Result<> RegisterDownload::refused(const HttpAnswer& answer) {
  if (pending_part_ && (answer.status == 404 || answer.status == 410)) return not_served(answer.status);
  Error error = Error("client.refused").with("status", answer.status);
  if (auto problem = read_problem(answer.body)) error = *std::move(problem);
  if (answer.status == 429 || answer.status >= 500) return try_later(std::move(error), answer.retry_after_s);
  return fail(std::move(error));
}

Result<> RegisterDownload::try_later(Error error, std::optional<int> retry_after_s) {
  if (++tries_ > tries_max) return fail(std::move(error));
  double wait_ms = std::min(retry_ms_max, retry_ms_min * static_cast<double>(1u << (tries_ - 1)));
  if (retry_after_s) wait_ms = std::clamp(1000.0 * *retry_after_s, 0.0, retry_after_ms_max);
  wait_ms += wait_ms * static_cast<double>(random_.below(1000)) / 2000;
  retry_at_ms_ = stopwatch_.now_ms() + wait_ms;
  status_.retry_in_ms = wait_ms;
  status_.phase = Phase::waiting;
  status_.error = std::move(error);
  return {};
}

// --- writing ------------------------------------------------------------------------------------------------

Result<> RegisterDownload::write_some(const Deadline& deadline) {
  return body_->verified ? write_lines(deadline) : verify_some(deadline);
}

Result<> RegisterDownload::verify_some(const Deadline& deadline) {
  Body& body = *body_;
  if (!body.hasher) body.hasher.emplace(crypto::Suite::sha256);
  do {
    const std::string_view piece = std::string_view(body.text).substr(body.hashed, bytes_hashed_at_once);
    body.hasher->update(piece);
    body.hashed += piece.size();
  } while (body.hashed < body.text.size() && !deadline.passed());
  if (body.hashed < body.text.size()) return {};
  body.verified = body.hasher->finish() == parts_[body.part].part.sha256;
  if (body.verified) return {};
  const auto number = static_cast<long long>(body.part) + 1;
  body_.reset();
  if (++damaged_ < damaged_max) return {};
  distrust_plan_ = true;
  return fail(Error("register.damaged_part").with("part", number));
}

/// Rows of one part: as many as the time allows, in one transaction.
Result<> RegisterDownload::write_lines(const Deadline& deadline) {
  Body& body = *body_;
  ArrivingPart& part = parts_[body.part];
  auto writer = MC_TRY(PartWriter::begin(db_, generation_->number, static_cast<std::int64_t>(body.part), part));
  const std::int64_t before = writer.rows_written();
  const auto on_line = [&](const json::Line& line) -> Result<> {
    if (std::cmp_less_equal(line.number, before)) return {};  // written before the interruption
    if (writer.rows_written() >= part.part.row_count) return fail(Error("register.bad_snapshot"));
    return writer.write(MC_TRY(read_register_line(line.value)));
  };
  while (body.read < body.text.size() &&
         (writer.rows_written() < before + rows_at_least || deadline.left_ms() > commit_ms)) {
    const std::size_t line_end = body.text.find('\n', body.read);
    const std::size_t end = line_end == std::string::npos ? body.text.size() : line_end + 1;
    const auto fed = body.lines.feed(std::string_view(body.text).substr(body.read, end - body.read), on_line);
    if (!fed) return bad_part(fed.error());
    body.read = end;
  }
  const bool at_end = body.read == body.text.size();
  if (at_end)
    if (const auto finished = body.lines.finish(); !finished) return bad_part(finished.error());
  if (at_end && writer.rows_written() != part.part.row_count) return bad_part(Error("register.bad_snapshot"));
  part = MC_TRY(writer.commit());
  if (at_end) body_.reset();
  update_counts();
  return {};
}

/// What the disk says is said as such. Content that is wrong although its hash is right will not get better: the
/// generation is given up.
Result<> RegisterDownload::bad_part(const Error& error) {
  const bool is_storage = error.code.starts_with("store.") && error.code != "store.constraint";
  if (is_storage) return fail(error);
  const auto line = static_cast<long long>(body_->lines.lines());
  const auto part = static_cast<long long>(body_->part) + 1;
  gives_up_ = true;
  return fail(Error("register.bad_part")
                  .with("part", part)
                  .with("line", line)
                  .because(error.code + " " + std::string(error.argument("field"))));
}

Result<> RegisterDownload::finish() {
  const auto done = store_.install(clock_.now());
  if (!done && done.error().code == "register.bad_snapshot") gives_up_ = true;
  MC_TRY(Result<>(done));
  end(Phase::done);
  if (installed_) installed_();
  return {};
}

}  // namespace mingchou::client
