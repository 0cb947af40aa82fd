// What the screens read from the server and have it change: a keeper for each part of the model. Knows which route
// shows what, and forgets for the next user what it was told for the last. What becomes of it on the screen and on this
// device is the listener's affair.
//
// One thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "client/app/accounts/audit_keeper.h"
#include "client/app/accounts/session_keeper.h"
#include "client/app/accounts/session_watch.h"
#include "client/app/accounts/users_keeper.h"
#include "client/app/checks/checks_keeper.h"
#include "client/app/checks/joint_visits_keeper.h"
#include "client/app/departments/department_keeper.h"
#include "client/app/draws/draws_keeper.h"
#include "client/app/imports/imports_keeper.h"
#include "client/app/items/items_keeper.h"
#include "client/app/licences/licences_keeper.h"
#include "client/app/log/log_keeper.h"
#include "client/app/model/departments_loader.h"
#include "client/app/model/model.h"
#include "client/app/network.h"
#include "client/app/people/people_keeper.h"
#include "client/app/plans/plans_keeper.h"
#include "client/app/records/records_keeper.h"
#include "client/app/records/register_echo.h"
#include "client/app/screens/screens.h"
#include "client/app/shell.h"
#include "client/app/tasks/tasks_keeper.h"

namespace mingchou::client {

class OfficeListener {
 public:
  /// Somebody else is signed in than before, or nobody, or it is known now who.
  virtual void session_changed() = 0;
  /// What was told to one user has been forgotten; comes before session_changed().
  virtual void other_user() = 0;
  /// What is on the screen may have changed.
  virtual void answered() = 0;
  /// For a few seconds; what has the same id gives way.
  virtual void tell(std::string_view id, std::string words) = 0;
  /// The browser's back leads to the present screen.
  virtual void go_on_to(Route route) = 0;
  /// The present screen gives way to another; the browser's back does not lead to it again.
  virtual void replace_route(Route route) = 0;
  /// As the server has it now; no longer in the register if it has ended.
  virtual void record_told(const TargetRecord& record) = 0;
  /// One change of these targets; `back`: it was taken back.
  virtual void records_changed(const RegisterEcho::Revisions& revisions, const BulkChange& change, bool back) = 0;
  /// One's own checks, to be kept on this device.
  virtual void checks_read(const std::vector<Check>& checks) = 0;

 protected:
  ~OfficeListener() = default;
};

class Office {
 public:
  /// All outlive this.
  Office(Network& network, Shell& shell, Model& model, OfficeListener& listener);
  ~Office() { departments_.cancel(); }
  Office(const Office&) = delete;
  Office& operator=(const Office&) = delete;

  /// What everybody sends through: it notices when the session has ended.
  Network& network() { return network_; }
  void ask_session() { session_.ask(); }
  /// Who was signed in last on this device, while the server can't be asked.
  void remember(const Account& last) { session_.remember(last); }
  void use_language(Language language) { imports_.use_language(language); }
  /// Begins to read what the model's route shows.
  void entered();
  /// The screen is left: errors of forms go.
  void forget_forms();
  void carry_out(const Actions& actions);
  void file_chosen(ChosenFile file);
  void network_returned();
  /// Works between frames; after how many milliseconds it wants to be called again, as App::work().
  std::optional<double> work(double now_ms);

 private:
  void session_changed();
  void forget_other_user();
  void load_departments();
  void load_users();
  void load_imports();
  void load_record();
  void user_created(const Account& user);
  void person_created(const Route& page);
  void import_made(const Import& import);
  DepartmentKeeper::Done department_done();
  RecordsListener records_listener();
  std::string say(Text key) const { return std::string(text(key, model_.preferences.language)); }

  Model& model_;
  OfficeListener& listener_;
  SessionWatch network_;
  SessionKeeper session_;
  UsersKeeper users_;
  AuditKeeper audit_;
  ImportsKeeper imports_;
  PeopleKeeper people_;
  LicencesKeeper licences_;
  ItemsKeeper items_;
  PlansKeeper plans_;
  TasksKeeper tasks_;
  DrawsKeeper draws_;
  LogKeeper log_;
  ChecksKeeper checks_;
  JointVisitsKeeper visits_;
  RecordsKeeper records_;
  DepartmentsLoader departments_;
  DepartmentKeeper department_;
  /// Whose data the model has.
  std::optional<Uuid> shown_user_;
};

}  // namespace mingchou::client
