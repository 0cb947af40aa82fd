#include "client/app/log/log_keeper.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "client/app/log/log_json.h"
#include "client/app/model/pages.h"
#include "shared/log/tiles.h"

namespace mingchou::client {
namespace {

constexpr std::string_view head_path = "/api/v1/log";
/// A tile of this level has a hash for each full bundle of entries.
constexpr unsigned bundle_level = 1;

std::uint64_t bundle_count(const LogHead& head) { return (head.size + log::tile_width - 1) / log::tile_width; }
std::uint64_t full_bundles(const LogHead& head) { return head.size / log::tile_width; }

log::Digest root_of(const std::vector<LogEntry>& entries) {
  std::vector<log::Digest> leaves;
  leaves.reserve(entries.size());
  for (const LogEntry& entry : entries) leaves.push_back(entry.hash);
  return log::tree_root(log::Suite::sha256, leaves);
}

}  // namespace

void LogKeeper::carry_out(const LogRequest& request) {
  std::visit([this](const auto& one) { begin(one); }, request);
}

void LogKeeper::show(const Route& route, const SessionModel& session) {
  if (route.screen == Screen::log && session.may(access::Action::log_read)) begin(ReadLog{});
}

void LogKeeper::forget_all() {
  fetcher_.give_up(model_.head);
  fetcher_.give_up(model_.reading);
  model_ = {};
  hashes_.clear();
  hashes_before_.clear();
}

std::string LogKeeper::path(const std::string& below) const {
  return "/log/" + std::to_string(model_.head.value->number) + "/" + below;
}

/// What is there of a log that has not grown stays.
void LogKeeper::begin(const ReadLog&) {
  fetcher_.fetch(model_.head, std::string(head_path), [this](const HttpAnswer& answer) -> Result<> {
    LogHead head = MC_TRY(sensible(read_one(answer.body, read_log_head)));
    const auto& known = model_.head.value;
    const bool is_same = known && known->number == head.number && known->root == head.root;
    if (!is_same || model_.entries.empty()) begin_anew(std::move(head));
    return {};
  });
}

void LogKeeper::begin_anew(LogHead head) {
  fetcher_.give_up(model_.reading);
  model_.entries.clear();
  const bool is_same_log = model_.head.value && model_.head.value->origin == head.origin;
  if (!is_same_log)
    hashes_before_.clear();
  else if (hashes_.size() >= hashes_before_.size())
    hashes_before_ = std::move(hashes_);
  model_.proof = is_signed(head) ? LogProof::waiting : LogProof::forged;
  model_.first_bundle = bundle_count(head);
  model_.head.value = std::move(head);
  hashes_.clear();
  read_hashes();
}

void LogKeeper::read_hashes() {
  const std::uint64_t wanted = full_bundles(*model_.head.value), have = hashes_.size();
  if (have == wanted) return read_bundle(bundle_count(*model_.head.value) - 1);
  const std::uint64_t width = std::min(log::tile_width, wanted - have);
  fetcher_.fetch(model_.reading, path(log::tile_path(bundle_level, have / log::tile_width, width)),
                 [this, width](const HttpAnswer& answer) -> Result<> {
                   std::ranges::copy(MC_TRY(read_log_hashes(answer.body, width)), std::back_inserter(hashes_));
                   read_hashes();
                   return {};
                 });
}

void LogKeeper::begin(const ReadOlderEntries&) {
  if (!model_.head.value || model_.reading.is_loading) return;
  if (model_.entries.empty()) return read_hashes();
  if (model_.first_bundle > 0) read_bundle(model_.first_bundle - 1);
}

void LogKeeper::read_bundle(std::uint64_t index) {
  const std::uint64_t first = index * log::tile_width;
  const std::uint64_t width = std::min(log::tile_width, model_.head.value->size - first);
  fetcher_.fetch(model_.reading, path(log::entries_path(index, width)),
                 [this, index, first, width](const HttpAnswer& answer) -> Result<> {
                   take_bundle(index, MC_TRY(read_log_entries(answer.body, first, width)));
                   return {};
                 });
}

void LogKeeper::take_bundle(std::uint64_t index, std::vector<LogEntry> entries) {
  if (model_.proof != LogProof::forged && (!leads_to_root(index, root_of(entries)) || !has_grown_only()))
    model_.proof = LogProof::broken;
  else if (model_.proof == LogProof::waiting)
    model_.proof = LogProof::holds;
  std::move(entries.rbegin(), entries.rend(), std::back_inserter(model_.entries));
  model_.first_bundle = index;
}

/// The newest bundle, full or not, stands beside the hashes of the full ones at the lower edge of the tree above them.
/// An older one must have the hash that led to the root with it.
bool LogKeeper::leads_to_root(std::uint64_t index, const log::Digest& bundle) const {
  const LogHead& head = *model_.head.value;
  if (index < hashes_.size() && hashes_[index] != bundle) return false;
  if (index + 1 < bundle_count(head)) return true;
  std::vector<log::Digest> level = hashes_;
  if (index == hashes_.size()) level.push_back(bundle);
  return log::NodeHasher(log::Suite::sha256).root(level) == head.root;
}

bool LogKeeper::has_grown_only() const {
  return hashes_.size() >= hashes_before_.size() &&
         std::ranges::equal(hashes_before_, std::span(hashes_).first(hashes_before_.size()));
}

}  // namespace mingchou::client
