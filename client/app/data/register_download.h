// Downloads the target register: the manifest, then its parts, into a generation of its own (register_store.h), which
// becomes current when it is whole. What has arrived stays when the network, the page or the power goes, and the next
// start goes on behind it. A job: between frames it checks and writes some rows, and waits for the network meanwhile.
//
// - One part is written while the next one is on its way: two in memory at most.
// - A part counts only if its SHA-256 is the manifest's; a damaged one is fetched again, `damaged_max` times.
// - The server is asked again after Retry-After, or after 2 s, 4 s … 60 s when it can't be reached, each time up to
// half
//   as long again, so that 300 tablets don't come back at the same moment. After `tries_max` in a row it ends.
// - 404 or 410: the snapshot is served no more; begins anew with the newest.
// - A part that stands in the database already, in the current register or one that was overtaken, is copied.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/app/data/register_store.h"
#include "client/app/jobs.h"
#include "client/app/network.h"
#include "shared/json/lines.h"

namespace mingchou::client {

namespace download_limits {
inline constexpr int tries_max = 8;
inline constexpr int damaged_max = 3;
inline constexpr int restarts_max = 3;
inline constexpr double retry_ms_min = 2'000, retry_ms_max = 60'000;
/// A server may ask for more patience, but not for ever.
inline constexpr double retry_after_ms_max = 15 * 60'000;
}  // namespace download_limits

struct DownloadStatus {
  enum class Phase {
    idle,       // never started here
    asking,     // what there is to download
    receiving,  // parts, and writing them
    waiting,    // to try again; `error` says why
    done,
    failed,  // `error` says why
    cancelled,
  };
  Phase phase = Phase::idle;
  /// On the network, and targets; totals are 0 until they are known.
  std::int64_t bytes_done = 0, bytes_total = 0;
  std::int64_t rows_done = 0, rows_total = 0;
  std::optional<Error> error = {};
  /// While waiting.
  double retry_in_ms = 0;
  /// Done without a change: the server has nothing newer.
  bool was_up_to_date = false;
};

class RegisterDownload final : public Job {
 public:
  /// All outlive it. `installed` is called after a new register has become current.
  RegisterDownload(RegisterStore& store, Database& db, Network& network, Clock& clock, Random& random,
                   Stopwatch& stopwatch, std::function<void()> installed = {});
  ~RegisterDownload() override;

  /// Begins, or goes on with what was interrupted; nothing if it is running. Then give it to Jobs.
  void start();
  bool running() const;
  /// Something of an interrupted download is there.
  Result<bool> can_resume();
  /// What arrives is not wanted any more, and nothing is known of earlier downloads.
  void forget();
  /// The browser says that the network is back: don't wait any longer.
  void network_returned();
  const DownloadStatus& status() const { return status_; }

  Text title() const override { return Text::job_download; }
  JobProgress progress() const override;
  JobState step(const Deadline& deadline) override;
  std::optional<double> wait_ms() override;
  /// What has arrived stays for a later start.
  void cancel() override;

 private:
  using Phase = DownloadStatus::Phase;
  /// A part in memory.
  struct Body {
    std::size_t part = 0;
    std::string text;
    std::size_t hashed = 0, read = 0;
    std::optional<crypto::Hasher> hasher;
    bool verified = false;
    json::LineReader lines = {};
  };

  Result<JobState> advance(const Deadline& deadline);
  Result<> find_plan();
  void set_plan(Generation generation, std::vector<ArrivingPart> parts);
  void request_manifest();
  void request_part(std::size_t part);
  Result<> take_answer();
  Result<> take_manifest(const std::string& body);
  Result<> not_served(int status);
  Result<> refused(const HttpAnswer& answer);
  Result<> try_later(Error error, std::optional<int> retry_after_s);
  std::optional<std::size_t> next_part() const;
  /// True: there was something to copy, and some of it was.
  Result<bool> copy_some();
  Result<> write_some(const Deadline& deadline);
  Result<> verify_some(const Deadline& deadline);
  Result<> write_lines(const Deadline& deadline);
  Result<> bad_part(const Error& error);
  Result<> finish();
  void forget_plan();
  void end(Phase phase);
  void update_counts();

  RegisterStore& store_;
  Database& db_;
  Network& network_;
  Clock& clock_;
  Random& random_;
  Stopwatch& stopwatch_;
  std::function<void()> installed_;

  DownloadStatus status_;
  std::optional<Generation> generation_;
  std::vector<ArrivingPart> parts_;
  bool plan_was_looked_for_ = false;
  /// Parts came damaged the last time: ask whether the plan still holds.
  bool distrust_plan_ = false;
  /// What arrived is wrong and of no use later.
  bool gives_up_ = false;

  Network::RequestId pending_ = 0;
  std::optional<std::size_t> pending_part_;  // nothing: the manifest
  std::optional<Result<HttpAnswer>> answer_;
  std::optional<Body> body_, ahead_;
  /// Parts before it are complete or have to be fetched.
  std::size_t looked_for_copies_ = 0;
  std::optional<PartSource> source_;
  std::optional<double> retry_at_ms_;
  int tries_ = 0, damaged_ = 0, restarts_ = 0;
};

}  // namespace mingchou::client
