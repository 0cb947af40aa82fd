// All that screens draw from, and all that they can ask for. Screens read the Model and fill Actions; only the app
// changes the Model, between frames.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/app/accounts/audit_model.h"
#include "client/app/accounts/session_model.h"
#include "client/app/accounts/users_model.h"
#include "client/app/checks/checks_model.h"
#include "client/app/checks/joint_visits_model.h"
#include "client/app/departments/department_model.h"
#include "client/app/draws/draws_model.h"
#include "client/app/imports/imports_model.h"
#include "client/app/items/items_model.h"
#include "client/app/licences/licences_model.h"
#include "client/app/log/log_model.h"
#include "client/app/model/departments.h"
#include "client/app/model/register_model.h"
#include "client/app/model/updates.h"
#include "client/app/people/people_model.h"
#include "client/app/plans/plans_model.h"
#include "client/app/preferences.h"
#include "client/app/print_sheet.h"
#include "client/app/records/records_model.h"
#include "client/app/route.h"
#include "client/app/storage/storage_host.h"
#include "client/app/tasks/tasks_model.h"
#include "shared/base/error.h"
#include "shared/calendar/civil_date.h"

namespace mingchou::client {

/// Data that comes from elsewhere: on its way, there, or not to be had.
enum class Phase { loading, ready, failed };

struct DepartmentsModel {
  Phase phase = Phase::loading;
  std::vector<DepartmentEntry> departments;
  /// Why it failed.
  std::optional<Error> error;
};

/// The data on this device: whether they can be used, and how their storage is doing.
struct StorageModel {
  StoragePhase phase = StoragePhase::closed;
  /// They are being opened for so long that people wonder. A usual start is over before one could read of it.
  bool opening_slowly = false;
  std::optional<Error> error;
  /// While quarantined: the database is among the files that are whole.
  bool database_is_there = false;
  StorageHealth health;
};

struct Model {
  Route route;
  /// Whose register this is; empty until it is known.
  std::string county;
  SessionModel session;
  UsersModel users;
  AuditModel audit;
  PeopleModel people;
  LicencesModel licences;
  ItemsModel items;
  PlansModel plans;
  TasksModel tasks;
  DrawsModel draws;
  LogModel log;
  ChecksModel checks;
  JointVisitsModel visits;
  /// Somebody's data stand on this device, and that user has left: they are shown when one has signed in.
  bool is_locked = false;
  ImportsModel imports;
  /// The browser believes that there is a network.
  bool online = true;
  Preferences preferences;
  DepartmentsModel departments;
  DepartmentModel department;
  StorageModel storage;
  Updates updates;
  RegisterModel targets;
  TargetModel target;
  RecordsModel records;
  NotesModel notes;
  /// In Shanghai, by the device's clock.
  CivilDate today;
  /// By the device's clock, as this frame began.
  Instant now;
  /// Where the app came from, as "https://…": links for others begin so. Empty while nobody has said.
  std::string origin;
};

enum class StorageRequest {
  take_over,
  retry,
  accept_quarantined,
  ask_to_persist,
  /// Closes the data, tests the storage as at the start, and opens them again.
  check_again,
  refresh,
};

/// What the user asked for in this frame.
struct Actions {
  /// Somewhere else; `back` instead where the user came from, or to the parent of a screen opened by a link.
  std::optional<Route> go;
  bool back = false;
  /// Somewhere else, in place of the present screen: the browser's back does not lead to it again.
  std::optional<Route> instead;
  std::optional<Preferences> set_preferences;
  bool reload_departments = false;
  std::optional<StorageRequest> storage;
  std::optional<UpdateAction> update;
  std::optional<TargetView> show_targets;
  std::optional<RegisterRequest> targets;
  /// In this order.
  std::vector<NoteRequest> notes;
  /// All that was written on this device, sealed, as a file.
  bool export_work = false;
  /// In this order.
  std::vector<SessionRequest> session;
  std::vector<DepartmentRequest> department;
  std::vector<UsersRequest> users;
  std::vector<AuditRequest> audit;
  std::vector<ImportsRequest> imports;
  std::vector<PeopleRequest> people;
  std::vector<LicencesRequest> licences;
  std::vector<ItemsRequest> items;
  std::vector<PlansRequest> plans;
  std::vector<TasksRequest> tasks;
  std::vector<DrawsRequest> draws;
  std::vector<LogRequest> log;
  std::vector<ChecksRequest> checks;
  std::vector<JointVisitsRequest> visits;
  std::vector<RecordsRequest> records;
  /// Who is signed in is asked again.
  bool ask_session = false;
  /// Into the clipboard.
  std::optional<std::string> copy;
  /// The same, of what must not be shown again.
  std::optional<std::string> copy_secret;
  /// On paper.
  std::optional<PrintSheet> print;
};

}  // namespace mingchou::client
