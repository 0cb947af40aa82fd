// Keeps the LogModel: reads the log's head, the hashes of its bundles, and bundles of entries from the newest down. The
// entries are hashed here and led to the signed root, so that a server that shows others than it signed is noticed; and
// one that rewrites a log which this page has seen, while the page is open. One thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "client/app/accounts/session_model.h"
#include "client/app/log/log_model.h"
#include "client/app/model/fetcher.h"
#include "client/app/route.h"

namespace mingchou::client {

class LogKeeper {
 public:
  /// Network and model outlive this.
  LogKeeper(Network& network, LogModel& model) : fetcher_(network), model_(model) {}
  LogKeeper(const LogKeeper&) = delete;
  LogKeeper& operator=(const LogKeeper&) = delete;

  void carry_out(const LogRequest& request);
  /// What the route shows begins to be read, as far as the session may see it.
  void show(const Route& route, const SessionModel& session);
  /// Nobody is signed in, or somebody else.
  void forget_all();

 private:
  void begin(const ReadLog& request);
  void begin(const ReadOlderEntries& request);

  void begin_anew(LogHead head);
  /// One tile after the other, until each full bundle has its hash; then the newest bundle.
  void read_hashes();
  void read_bundle(std::uint64_t index);
  void take_bundle(std::uint64_t index, std::vector<LogEntry> entries);
  /// Whether the hash of a bundle is what the root stands for.
  bool leads_to_root(std::uint64_t index, const log::Digest& bundle) const;
  bool has_grown_only() const;
  std::string path(const std::string& below) const;

  Fetcher fetcher_;
  LogModel& model_;
  /// Of the full bundles, in their order.
  std::vector<log::Digest> hashes_;
  /// Those of the same log as it was read before: it may only have grown.
  std::vector<log::Digest> hashes_before_;
};

}  // namespace mingchou::client
