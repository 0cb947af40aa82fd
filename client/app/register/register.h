// The target register as the app uses it: downloads it, keeps an index of the current one in memory, and shows views of
// it. Ties together store, download, index, list and rows, so that a new register takes the old one's place without a
// gap: its index is built beside the old one, and the old rows are removed only when nothing reads them any more.
//
//   Register targets(store, network, jobs, clock, random);
//   targets.start();                                    // once; then, between frames:
//   jobs.run();  if (targets.step(deadline)) draw again;
//
// One thread.
#pragma once

#include <memory>
#include <optional>

#include "client/app/data/local_store.h"
#include "client/app/data/register_download.h"
#include "client/app/jobs.h"
#include "client/app/register/index_builder.h"
#include "client/app/register/register_index.h"
#include "client/app/register/target_list.h"
#include "client/app/register/target_rows.h"

namespace mingchou::client {

class Register {
 public:
  /// All outlive it.
  Register(LocalStore& store, Network& network, Jobs& jobs, Clock& clock, Random& random);
  Register(const Register&) = delete;
  Register& operator=(const Register&) = delete;

  /// Builds the index of the register that is there and goes on with an interrupted download.
  Result<> start();

  /// Begins or goes on.
  void download();
  void cancel_download() { download_.cancel(); }
  /// The register that is here is not for who uses the app now: nothing shows it any more, and its rows are removed.
  Result<> forget();
  void network_returned() { download_.network_returned(); }
  const DownloadStatus& download_status() const { return download_.status(); }

  /// The register that is there, if one is.
  const std::optional<Generation>& generation() const { return generation_; }
  /// Why the index could not be built.
  const std::optional<Error>& error() const { return error_; }
  bool ready() const { return shown_ != nullptr; }

  /// All of these only when ready(). They belong together and are all replaced when a new register takes over: keep
  /// none of them from one frame to the next. `version()` differs then.
  const RegisterIndex& index() const { return *shown_->index; }
  const TargetList& list() const { return shown_->list; }
  TargetRows& rows() { return shown_->rows; }
  std::uint64_t version() const { return version_; }

  /// What the list shall show; kept when the register is replaced (departments and tags by their ids).
  void show(const TargetView& view);
  const TargetView& view() const { return view_; }

  /// Targets of the register that is there were changed in the database, came or went. Rows in sight show it with the
  /// next frames; filters, searches and orders when the index has been made anew.
  Result<> targets_changed(const std::vector<TargetId>& ids);

  /// From the database, of the register that is there, index or not.
  Result<std::optional<TargetDetails>> details(const TargetId& id) { return store_.register_store().details(id); }

  /// Between frames: computes the list and reads the rows that were asked for. True: draw again. Call it again as long
  /// as busy().
  bool step(const Deadline& deadline);
  bool busy() const { return next_ || (shown_ && (!shown_->list.settled() || shown_->rows.has_wanted())); }

 private:
  /// Removes what no register needs any more.
  class Cleaner final : public Job {
   public:
    explicit Cleaner(RegisterStore& store) : store_(store) {}
    Text title() const override { return Text::job_clean; }
    JobProgress progress() const override { return {.done = removed_, .total = 0, .unit = Unit::rows}; }
    JobState step(const Deadline& deadline) override;
    void cancel() override { cancelled_ = true; }
    void start() {
      cancelled_ = false;
      removed_ = 0;
    }

   private:
    RegisterStore& store_;
    std::int64_t removed_ = 0;
    bool cancelled_ = false;
  };

  /// Lets its owner know when the index is built.
  class Building final : public Job {
   public:
    explicit Building(Register& owner) : owner_(owner), builder_(owner.store_.register_store()) {}
    Text title() const override { return builder_.title(); }
    JobProgress progress() const override { return builder_.progress(); }
    JobState step(const Deadline& deadline) override;
    bool can_cancel() const override { return false; }
    void cancel() override {}
    IndexBuilder& builder() { return builder_; }

   private:
    Register& owner_;
    IndexBuilder builder_;
  };

  Result<> build();
  void installed();
  void built();
  TargetView view_for_next() const;
  void take_over();
  TargetView carried_over(const RegisterIndex& from, const RegisterIndex& to) const;

  LocalStore& store_;
  Jobs& jobs_;
  RegisterDownload download_;
  Building building_;
  Cleaner cleaner_;
  std::optional<Generation> generation_;
  std::optional<Error> error_;
  TargetView view_;
  /// An index and what leans on it.
  struct Content {
    Content(RegisterStore& store, std::unique_ptr<RegisterIndex> built)
        : index(std::move(built)), list(*index), rows(store, *index) {}
    std::unique_ptr<RegisterIndex> index;
    TargetList list;
    TargetRows rows;
  };
  std::unique_ptr<Content> shown_;
  /// Takes the place of shown_ when its first list is there.
  std::unique_ptr<Content> next_;
  std::uint64_t version_ = 0;
};

}  // namespace mingchou::client
