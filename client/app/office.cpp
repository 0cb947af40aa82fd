#include "client/app/office.h"

#include <algorithm>
#include <utility>

#include "client/app/draws/draw_route.h"
#include "client/app/items/item_route.h"
#include "client/app/plans/plan_route.h"
#include "client/app/tasks/task_route.h"

namespace mingchou::client {

Office::Office(Network& network, Shell& shell, Model& model, OfficeListener& listener)
    : model_(model),
      listener_(listener),
      network_(network),
      session_(network_, model_.session, [this] { session_changed(); }),
      users_(network_, model_.session, model_.users, [this](const Account& user) { user_created(user); }),
      audit_(network_, model_.audit, model_.today),
      imports_(network_, shell, model_.imports,
               {.made = [this](const Import& import) { import_made(import); },
                .gone =
                    [this] {
                      if (model_.route.screen == Screen::import) listener_.replace_route({Screen::imports, {}});
                    }}),
      people_(network_, model_.people, [this](const Route& page) { person_created(page); }),
      licences_(network_, model_.licences, model_.today),
      items_(network_, model_.items),
      plans_(network_, model_.plans),
      tasks_(network_, model_.tasks),
      draws_(network_, shell, model_.draws),
      checks_(network_, model_.checks, model_.now, [this](const auto& checks) { listener_.checks_read(checks); }),
      records_(network_, model_.records, records_listener()),
      departments_(network_, model_.departments),
      department_(network_, model_.department, department_done()) {}

void Office::session_changed() {
  forget_other_user();
  if (model_.session.is_signed_in() && model_.departments.phase == Phase::failed) departments_.start();
  listener_.session_changed();
}

/// Whatever the server told one user is not for the next. Whose session has ended finds what was typed when it goes on.
void Office::forget_other_user() {
  const auto now = model_.session.user ? std::optional(model_.session.user->id) : std::nullopt;
  if (now == shown_user_) return;
  shown_user_ = now;
  users_.forget_all();
  department_.forget_all();
  audit_.forget_all();
  imports_.forget_all();
  people_.forget_all();
  licences_.forget_all();
  items_.forget_all();
  plans_.forget_all();
  tasks_.forget_all();
  draws_.forget_all();
  checks_.forget_all();
  records_.forget_all();
  listener_.other_user();
}

void Office::forget_forms() {
  session_.forget_forms();
  users_.forget_forms();
  department_.forget_forms();
  imports_.forget_forms();
  people_.forget_forms();
  items_.forget_forms();
  plans_.forget_forms();
  tasks_.forget_forms();
  draws_.forget_forms();
  checks_.forget_forms();
  records_.forget_forms();
}

/// A draw's page takes evidence, all else files to import.
void Office::file_chosen(ChosenFile file) {
  if (model_.route.screen == Screen::draw) return draws_.file_chosen(file);
  imports_.file_chosen(std::move(file));
}

std::optional<double> Office::work(double now_ms) {
  const auto imports_ms = imports_.work(now_ms), draws_ms = draws_.work(now_ms, model_.online);
  return imports_ms && draws_ms ? std::min(*imports_ms, *draws_ms) : imports_ms ? imports_ms : draws_ms;
}

void Office::network_returned() {
  session_.ask();
  if (model_.departments.phase == Phase::failed) departments_.start();
}

void Office::carry_out(const Actions& actions) {
  if (actions.reload_departments) departments_.start();
  for (const SessionRequest& request : actions.session) session_.carry_out(request);
  for (const DepartmentRequest& request : actions.department) department_.carry_out(request);
  for (const UsersRequest& request : actions.users) users_.carry_out(request);
  for (const AuditRequest& request : actions.audit) audit_.carry_out(request);
  for (const ImportsRequest& request : actions.imports) imports_.carry_out(request);
  for (const PeopleRequest& request : actions.people) people_.carry_out(request);
  for (const LicencesRequest& request : actions.licences) licences_.carry_out(request);
  for (const ItemsRequest& request : actions.items) items_.carry_out(request);
  for (const PlansRequest& request : actions.plans) plans_.carry_out(request);
  for (const TasksRequest& request : actions.tasks) tasks_.carry_out(request);
  for (const DrawsRequest& request : actions.draws) draws_.carry_out(request);
  for (const ChecksRequest& request : actions.checks) checks_.carry_out(request);
  for (const RecordsRequest& request : actions.records) records_.carry_out(request);
  if (actions.ask_session) session_.ask();
}

void Office::entered() {
  const Screen screen = model_.route.screen;
  load_departments();
  session_.ask();
  if (screen == Screen::account && model_.session.is_signed_in()) session_.carry_out(ReadSessions{});
  load_users();
  load_imports();
  load_record();
  if (screen == Screen::audit && model_.session.may(access::Action::audit_read))
    audit_.carry_out(ShowAudit{model_.audit.filter});
  people_.entered(model_.route, model_.session);
  licences_.entered(model_.route, model_.session);
  items_.show(model_.route, model_.session);
  plans_.show(model_.route, model_.session);
  tasks_.show(model_.route, model_.session);
  draws_.show(model_.route, model_.session);
  checks_.show(model_.route, model_.session);
}

void Office::load_departments() {
  const Screen screen = model_.route.screen;
  const bool is_of_accounts = screen == Screen::account || screen == Screen::users || screen == Screen::user ||
                              screen == Screen::new_user || screen == Screen::audit;
  const bool has_duties = screen == Screen::home && model_.session.may(access::Action::item_lists_read);
  const bool names_departments = is_of_accounts || is_of_people(screen) || is_of_items(screen) || is_of_plans(screen) ||
                                 is_of_tasks(screen) || is_of_draws(screen) || screen == Screen::licences ||
                                 has_duties || screen == Screen::new_department;
  const bool shows_departments =
      screen == Screen::departments || (names_departments && model_.departments.phase != Phase::ready);
  if (shows_departments && model_.session.is_signed_in()) departments_.start();
  const auto id = Uuid::parse(model_.route.id);
  if (screen == Screen::department && id && model_.session.may(access::Action::departments_write))
    department_.carry_out(OpenDepartment{*id});
}

void Office::load_users() {
  if (!model_.session.may(access::Action::users_read)) return;
  if (model_.route.screen == Screen::users) users_.carry_out(ReadUsers{});
  const auto id = Uuid::parse(model_.route.id);
  if (model_.route.screen == Screen::user && id) users_.carry_out(OpenUser{*id});
}

void Office::load_imports() {
  if (!model_.session.may(access::Action::registers_write)) return;
  if (model_.route.screen == Screen::imports) imports_.carry_out(ReadImports{});
  const auto id = Uuid::parse(model_.route.id);
  if (model_.route.screen == Screen::import && id) imports_.carry_out(OpenImport{*id});
}

/// A target's page and form show what the server has of it, to who may see it.
void Office::load_record() {
  if (!model_.session.may(access::Action::registers_read)) return;
  const Screen screen = model_.route.screen;
  if (screen != Screen::target && screen != Screen::record_edit && screen != Screen::new_record) return;
  if (screen != Screen::target) records_.carry_out(ReadRecordTags{});
  if (const auto id = Uuid::parse(model_.route.id)) records_.carry_out(OpenRecord{{*id}});
}

/// The one-time password goes along to the page of the new user.
void Office::user_created(const Account& user) {
  listener_.answered();
  if (model_.route.screen == Screen::new_user) return listener_.replace_route({Screen::user, user.id.text()});
  listener_.tell("user.made", text(Text::user_made_elsewhere, model_.preferences.language, {{"name", user.name}}));
}

void Office::person_created(const Route& page) {
  listener_.answered();
  const Screen made_on = page.screen == Screen::expert ? Screen::new_expert : Screen::new_inspector;
  if (model_.route.screen == made_on) listener_.replace_route(page);
}

/// Who waits for the file to arrive goes on to what is in it.
void Office::import_made(const Import& import) {
  listener_.answered();
  if (model_.route.screen == Screen::imports) listener_.go_on_to({Screen::import, import.id.text()});
}

DepartmentKeeper::Done Office::department_done() {
  const auto back_from = [this](const Route& page) {
    if (model_.route == page) listener_.replace_route({Screen::departments, {}});
  };
  return {.created =
              [this, back_from](const Uuid&) {
                listener_.tell("department.made", say(Text::department_saved));
                back_from({Screen::new_department, {}});
              },
          .changed = [this] { departments_.start(); },
          .ended =
              [this, back_from] {
                listener_.tell("department.ended", say(Text::department_ended));
                back_from({Screen::department, model_.department.id.text()});
              }};
}

RecordsListener Office::records_listener() {
  return {.told = [this](const TargetRecord& record) { listener_.record_told(record); },
          .created =
              [this](const TargetRecord& record) {
                listener_.tell("record.made",
                               text(Text::record_made, model_.preferences.language, {{"name", record.target.name}}));
                if (model_.route.screen == Screen::new_record)
                  listener_.replace_route({Screen::target, record.target.id.uuid.text()});
              },
          .changed = [this](const RegisterEcho::Revisions& revisions, const BulkChange& change,
                            bool back) { listener_.records_changed(revisions, change, back); }};
}

}  // namespace mingchou::client
