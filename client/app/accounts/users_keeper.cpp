#include "client/app/accounts/users_keeper.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "client/app/accounts/account_json.h"
#include "client/app/model/answers.h"
#include "client/app/model/json_parts.h"
#include "shared/json/writer.h"

namespace mingchou::client {
namespace {

constexpr std::string_view users_path = "/api/v1/users", inspectors_path = "/api/v1/user-inspectors";

std::string path_of_user(const Uuid& id) { return std::string(users_path) + "/" + id.text(); }

void add_id(json::Writer& writer, std::string_view key, const std::optional<Uuid>& id) {
  writer.key(key);
  if (id)
    writer.value(id->text());
  else
    writer.null();
}

void add_profile(json::Writer& writer, const UserProfile& profile) {
  writer.field("name", profile.name).field("role", profile.role ? access::text_of(*profile.role) : "");
  add_id(writer, "department_id", profile.department_id);
  // Nobody of another role is one of the register.
  if (profile.role == access::Role::inspector) add_id(writer, "inspector_id", profile.inspector_id);
}

std::string new_user_json(const CreateUser& request) {
  json::Writer writer;
  writer.begin_object().field("login", request.login);
  add_profile(writer, request.profile);
  return std::move(writer.end_object()).take();
}

std::string change_json(const UserProfile& profile) {
  json::Writer writer;
  writer.begin_object();
  add_profile(writer, profile);
  return std::move(writer.field("status", profile.is_active ? "active" : "disabled").end_object()).take();
}

struct AccountPage {
  std::vector<Account> users;
  std::optional<std::string> next_cursor;
};

Result<AccountPage> read_page_of_users(std::string_view json) {
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  AccountPage page;
  for (json::ObjectReader& item : MC_TRY(reader.objects("items", {0, user_limits::page_size})))
    page.users.push_back(MC_TRY(read_account(item)));
  const json::Value cursor = MC_TRY(reader.value("next_cursor"));
  if (const auto next = cursor.text()) page.next_cursor = std::string(next->substr(0, account_limits::name_bytes_max));
  return page;
}

Result<InspectorChoice> read_choice(json::ObjectReader& reader) {
  InspectorChoice choice;
  choice.id = MC_TRY(json_parts::read_uuid(reader, "id"));
  choice.name = MC_TRY(json_parts::read_text(reader, "name"));
  choice.certificate = MC_TRY(json_parts::read_text(reader, "certificate"));
  return choice;
}

Result<InspectorChoice> read_one_inspector(std::string_view json) {
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  return read_choice(reader);
}

Result<> read_found(std::string_view json, InspectorSearch& search) {
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  std::vector<InspectorChoice> found;
  for (json::ObjectReader& item : MC_TRY(reader.objects("items", {0, user_limits::inspectors_found_max})))
    found.push_back(MC_TRY(read_choice(item)));
  search.has_more = MC_TRY(reader.boolean("has_more"));
  search.value = std::move(found);
  return {};
}

HttpRequest request_of(Method method, std::string path, std::string body = {}) {
  return {.method = method, .path = std::move(path), .body = std::move(body)};
}

}  // namespace

UserProfile profile_of(const Account& user) {
  return {.name = user.name,
          .role = user.role,
          .department_id = user.department_id,
          .inspector_id = user.inspector_id,
          .is_active = user.is_active};
}

UsersKeeper::UsersKeeper(Network& network, const SessionModel& session, UsersModel& model,
                         std::function<void(const Account&)> created)
    : network_(network),
      submitter_(network),
      fetcher_(network),
      session_(session),
      model_(model),
      created_(std::move(created)) {}

UsersKeeper::~UsersKeeper() {
  for (Network::RequestId* id : {&reading_list_, &reading_user_, &reading_sessions_, &ending_session_}) cancel(*id);
}

void UsersKeeper::cancel(Network::RequestId& id) {
  if (id != 0) network_.abort(std::exchange(id, 0));
}

void UsersKeeper::carry_out(const UsersRequest& request) {
  std::visit([this](const auto& one) { begin(one); }, request);
}

void UsersKeeper::forget_forms() {
  model_.create.leave();
  UserModel& open = model_.open;
  // A password that was made is shown once: until its user's page was left.
  if (model_.password_of && model_.password_of->id == open.id) {
    model_.password_of.reset();
    model_.initial_password.clear();
  }
  for (Submission* submission : {&open.save, &open.reset_password, &open.remove_factor, &open.end_all})
    submission->leave();
}

void UsersKeeper::forget_all() {
  for (Network::RequestId* id : {&reading_list_, &reading_user_, &reading_sessions_, &ending_session_}) cancel(*id);
  UserModel& open = model_.open;
  for (Submission* submission : {&model_.create, &open.save, &open.reset_password, &open.remove_factor, &open.end_all})
    submitter_.give_up(*submission);
  fetcher_.give_up(open.inspector);
  fetcher_.give_up(model_.inspectors);
  arrived_.clear();
  model_ = {};
}

// --- the list

void UsersKeeper::begin(const ReadUsers&) {
  cancel(reading_list_);
  arrived_.clear();
  model_.is_loading = true;
  model_.error.reset();
  read_page({});
}

void UsersKeeper::read_page(const std::string& cursor) {
  std::string path = std::string(users_path) + "?limit=" + std::to_string(user_limits::page_size);
  if (!cursor.empty()) path += "&cursor=" + percent_encoded(cursor);
  reading_list_ = network_.get(path, [this](Result<HttpAnswer> answer) {
    reading_list_ = 0;
    const auto good = accepted(std::move(answer));
    const Result<> taken = good ? take_page(*good) : std::unexpected(good.error());
    if (taken) return;
    model_.is_loading = false;
    model_.error = taken.error();
  });
}

Result<> UsersKeeper::take_page(const HttpAnswer& answer) {
  auto page = read_page_of_users(answer.body);
  if (!page) return fail(strange_answer(page.error()));
  const bool is_endless = page->next_cursor && page->users.empty();
  if (is_endless || arrived_.size() + page->users.size() > user_limits::users_max)
    return fail(Error("client.strange_answer").because("more users than any county has"));
  std::ranges::move(page->users, std::back_inserter(arrived_));
  if (page->next_cursor) {
    read_page(*page->next_cursor);
    return {};
  }
  model_.list = std::exchange(arrived_, {});
  model_.is_loading = false;
  return {};
}

void UsersKeeper::put(const Account& user) {
  if (model_.open.id == user.id) {
    model_.open.user = user;
    begin(ReadUserInspector{});
  }
  if (!model_.list) return;
  const auto at = std::ranges::lower_bound(*model_.list, user.login, {}, &Account::login);
  if (at != model_.list->end() && at->id == user.id)
    *at = user;
  else
    model_.list->insert(at, user);
}

// --- one user

void UsersKeeper::begin(const OpenUser& request) {
  UserModel& open = model_.open;
  if (open.id != request.id) {
    // A password that is being made is not given up: the one before has no effect any more.
    for (Submission* submission : {&open.save, &open.remove_factor, &open.end_all}) submitter_.give_up(*submission);
    cancel(reading_sessions_);
    cancel(ending_session_);
    fetcher_.give_up(open.inspector);
    // Answers are counted on: a screen notices each by a number that it has not seen.
    const unsigned answers = open.save.answers;
    Submission reset = std::move(open.reset_password);
    open = {};
    open.id = request.id;
    open.save.answers = answers;
    open.reset_password = std::move(reset);
  }
  read_user();
  begin(ReadUserSessions{});
}

void UsersKeeper::read_user() {
  cancel(reading_user_);
  model_.open.is_loading = true;
  model_.open.error.reset();
  reading_user_ = network_.get(path_of_user(model_.open.id), [this](Result<HttpAnswer> answer) {
    reading_user_ = 0;
    user_read(accepted(std::move(answer)));
  });
}

void UsersKeeper::user_read(const Result<HttpAnswer>& answer) {
  UserModel& open = model_.open;
  open.is_loading = false;
  auto user = answer ? read_account(answer->body) : Result<Account>(std::unexpected(answer.error()));
  if (!user) {
    open.error = answer ? strange_answer(user.error()) : user.error();
    return;
  }
  put(*user);
}

void UsersKeeper::begin(const CreateUser& request) {
  submitter_.submit(model_.create, request_of(Method::post, std::string(users_path), new_user_json(request)),
                    [this](const HttpAnswer& answer) -> Result<> {
                      MC_TRY(take_password(answer));
                      if (model_.password_of) created_(*model_.password_of);
                      return {};
                    });
}

Result<> UsersKeeper::take_password(const HttpAnswer& answer) {
  auto made = read_initial_password(answer.body);
  if (!made) return fail(strange_answer(made.error()));
  put(made->user);
  model_.password_of = std::move(made->user);
  model_.initial_password = std::move(made->password);
  return {};
}

void UsersKeeper::begin(const SaveUser& request) {
  HttpRequest sent = request_of(Method::put, path_of_user(model_.open.id), change_json(request.profile));
  sent.if_match = '"' + std::to_string(request.revision) + '"';
  submitter_.submit(
      model_.open.save, sent, [this](const HttpAnswer& answer) { return take_saved(answer); },
      [this] {
        if (was_beaten(model_.open.save)) read_user();
      });
}

Result<> UsersKeeper::take_saved(const HttpAnswer& answer) {
  const auto user = read_account(answer.body);
  if (!user) return fail(strange_answer(user.error()));
  put(*user);
  begin(ReadUserSessions{});
  return {};
}

// --- whose account it is

void UsersKeeper::begin(const ReadUserInspector&) {
  Loaded<InspectorChoice>& inspector = model_.open.inspector;
  const auto id = model_.open.user ? model_.open.user->inspector_id : std::nullopt;
  if (id && inspector.value && inspector.value->id == *id) return;
  fetcher_.give_up(inspector);
  inspector = {};
  if (!id || !session_.may(access::Action::users_write)) return;
  fetcher_.fetch(inspector, std::string(inspectors_path) + "/" + id->text(),
                 [&inspector](const HttpAnswer& answer) -> Result<> {
                   auto choice = read_one_inspector(answer.body);
                   if (!choice) return fail(strange_answer(choice.error()));
                   inspector.value = *std::move(choice);
                   return {};
                 });
}

void UsersKeeper::begin(const FindInspectors& request) {
  InspectorSearch& search = model_.inspectors;
  search.value.reset();
  search.has_more = false;
  std::string path = std::string(inspectors_path) + "?limit=" + std::to_string(user_limits::inspectors_found_max) +
                     "&department_id=" + request.department_id.text();
  if (!request.text.empty()) path += "&text=" + percent_encoded(request.text);
  fetcher_.fetch(search, path, [&search](const HttpAnswer& answer) -> Result<> {
    const auto found = read_found(answer.body, search);
    if (!found) return fail(strange_answer(found.error()));
    return {};
  });
}

void UsersKeeper::begin(const ResetUserPassword&) {
  submitter_.submit(model_.open.reset_password, request_of(Method::post, path_of_user(model_.open.id) + "/password"),
                    [this](const HttpAnswer& answer) -> Result<> {
                      MC_TRY(take_password(answer));
                      begin(ReadUserSessions{});
                      return {};
                    });
}

void UsersKeeper::begin(const RemoveUserFactor&) {
  submitter_.submit(model_.open.remove_factor,
                    request_of(Method::remove, path_of_user(model_.open.id) + "/second-factor"),
                    [this](const HttpAnswer&) -> Result<> {
                      read_user();
                      return {};
                    });
}

// --- where the user is signed in

void UsersKeeper::begin(const ReadUserSessions&) {
  cancel(reading_sessions_);
  OpenSessions& sessions = model_.open.sessions;
  sessions.is_loading = true;
  sessions.error.reset();
  reading_sessions_ = network_.get(path_of_user(model_.open.id) + "/sessions", [this](Result<HttpAnswer> answer) {
    reading_sessions_ = 0;
    sessions_read(accepted(std::move(answer)));
  });
}

void UsersKeeper::sessions_read(const Result<HttpAnswer>& answer) {
  OpenSessions& sessions = model_.open.sessions;
  sessions.is_loading = false;
  auto list =
      answer ? read_open_sessions(answer->body) : Result<std::vector<OpenSession>>(std::unexpected(answer.error()));
  if (list)
    sessions.list = *std::move(list);
  else
    sessions.error = answer ? strange_answer(list.error()) : list.error();
}

void UsersKeeper::begin(const EndUserSession& request) {
  if (ending_session_ != 0) return;
  OpenSessions& sessions = model_.open.sessions;
  sessions.ending = request.session;
  const std::string path = path_of_user(model_.open.id) + "/sessions/" + request.session.text();
  ending_session_ = network_.send(request_of(Method::remove, path), [this](Result<HttpAnswer> answer) {
    ending_session_ = 0;
    model_.open.sessions.ending.reset();
    const auto good = accepted(std::move(answer));
    if (good || good.error().code == "server.not_found") return begin(ReadUserSessions{});
    model_.open.sessions.error = good.error();
  });
}

void UsersKeeper::begin(const EndUserSessions&) {
  submitter_.submit(model_.open.end_all, request_of(Method::remove, path_of_user(model_.open.id) + "/sessions"),
                    [this](const HttpAnswer&) -> Result<> {
                      begin(ReadUserSessions{});
                      return {};
                    });
}

}  // namespace mingchou::client
