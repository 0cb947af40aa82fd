// Everything that exists only while the tablet's database is open: the database, the register with its download and
// index, the page of a target, long work. Made when the storage becomes ready and destroyed when it is given up, to be
// made again; what the person sees stays in the Model meanwhile.
//
// It fills the Model between frames: work() does at most one budget (Jobs::budget_ms) and says when to call it again.
// One thread.
#pragma once

#include <memory>
#include <optional>

#include "client/app/data/export.h"
#include "client/app/data/local_store.h"
#include "client/app/model/model.h"
#include "client/app/model/target_page.h"
#include "client/app/network.h"
#include "client/app/register/register.h"

namespace mingchou::client {

class Workspace {
 public:
  /// All outlive it.
  struct Surroundings {
    Network& network;
    Clock& clock;
    Random& random;
    Stopwatch& stopwatch;
    Model& model;
  };

  static Result<std::unique_ptr<Workspace>> open(const OpenOptions& options, const Surroundings& around);
  /// What is being typed is on the disk then, or still in the Model.
  ~Workspace();
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  /// The user went to the Model's route.
  void entered();
  void carry_out(const Actions& actions);
  void preferences_changed();
  void network_returned();
  /// All that was written here, as a file for the county's server (export.h).
  Result<ExportedFile> export_work() { return make_export(*store_, around_.clock, around_.random); }

  /// After how many milliseconds it wants to be called again: 0 at once; nothing: when something has happened.
  std::optional<double> work();
  /// Whether what the screens show has changed since this was asked last.
  bool take_changed() { return std::exchange(changed_, false); }

  /// The server has told these just now: the register on this device has them so at once. What the disk does not take
  /// comes with the next download.
  void keep_targets(const std::vector<RegisterTarget>& targets);
  void drop_target(const TargetId& id);
  /// As the register on this device has them; those that it does not have are left out.
  std::vector<RegisterTarget> kept_targets(const std::vector<TargetId>& ids);

  /// The user's own checks, just read: they are here without network too. What the disk does not take is read again.
  void keep_checks(const std::vector<Check>& checks);

  /// Who was signed in last on this device.
  std::optional<Account> last_user();
  /// Whose work it is from now on, and who is remembered; nobody: who signed out is forgotten, and what stands here is
  /// shown to nobody. Who may read another part of the register than the user before gets one of their own.
  void use_user(const std::optional<Account>& user);

  LocalStore& store() { return *store_; }

 private:
  Workspace(std::unique_ptr<LocalStore> store, const Surroundings& around);
  Result<> start();
  void carry_out(RegisterRequest request);
  void begin_first_download();
  bool may_read_register() const;
  void show_kept_checks();
  Result<> change_user(const std::optional<Account>& user);
  void look_at_register();
  void targets_changed(const std::vector<TargetId>& ids);
  Result<> look_at_notes();

  Surroundings around_;
  std::unique_ptr<LocalStore> store_;
  Jobs jobs_;
  Register register_;
  TargetPage page_;
  ServerKeyLoader server_key_;
  std::uint64_t register_version_ = 0;
  std::uint64_t notes_version_ = 0;
  /// What was last shown of work that goes on.
  int progress_shown_ = -1;
  bool changed_ = true;
};

}  // namespace mingchou::client
