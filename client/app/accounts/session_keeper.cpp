#include "client/app/accounts/session_keeper.h"

#include <algorithm>
#include <utility>

#include "client/app/accounts/account_json.h"
#include "client/app/model/answers.h"

namespace mingchou::client {
namespace {

constexpr std::string_view session_path = "/api/v1/session";
constexpr std::string_view factor_path = "/api/v1/session/second-factor";

HttpRequest post(std::string_view path, std::string body) {
  return {.method = Method::post, .path = std::string(path), .body = std::move(body)};
}

HttpRequest removal(std::string path) { return {.method = Method::remove, .path = std::move(path)}; }

}  // namespace

SessionKeeper::SessionKeeper(SessionWatch& network, SessionModel& model, std::function<void()> changed)
    : network_(network), submitter_(network), model_(model), changed_(std::move(changed)) {
  network_.listen({.reached = [this](bool is_reached) { reached(is_reached); },
                   .ended = [this](const Error& why) { signed_out(why); },
                   .password_change_needed =
                       [this] {
                         if (model_.user) model_.user->must_change_password = true;
                       }});
}

SessionKeeper::~SessionKeeper() {
  network_.listen({});
  for (const Network::RequestId id : {asking_, reading_, ending_})
    if (id != 0) network_.abort(id);
}

// --- who is signed in

void SessionKeeper::ask() {
  if (asking_ != 0 || model_.phase != SessionPhase::unknown) return;
  asking_ = network_.get(session_path, [this](Result<HttpAnswer> answer) { asked(std::move(answer)); });
}

void SessionKeeper::asked(Result<HttpAnswer> answer) {
  asking_ = 0;
  const auto session = accepted(std::move(answer));
  if (session) (void)take_session(*session);
}

void SessionKeeper::remember(const Account& user) {
  if (!model_.user && !has_left_) model_.user = user;
}

Result<> SessionKeeper::take_session(const HttpAnswer& answer) {
  auto session = read_session(answer.body);
  if (!session) return fail(strange_answer(session.error()));
  network_.session_changed();
  has_left_ = false;
  model_.phase = SessionPhase::signed_in;
  model_.user = std::move(session->user);
  model_.grants = std::move(session->grants);
  model_.ended.reset();
  model_.needs_code = false;
  changed_();
  return {};
}

/// Who it was stays in the model: what is on the tablet is theirs.
void SessionKeeper::signed_out(const std::optional<Error>& why) {
  // At the start nobody has lost anything.
  if (model_.phase == SessionPhase::signed_in) model_.ended = why;
  model_.phase = SessionPhase::signed_out;
  model_.grants.clear();
  model_.sessions = {};
  model_.second_factor = {};
  changed_();
}

void SessionKeeper::reached(bool is_reached) {
  const bool was_reached = std::exchange(model_.is_server_reached, is_reached);
  if (is_reached && !was_reached) ask();
}

// --- what the user asks for

void SessionKeeper::carry_out(const SessionRequest& request) {
  std::visit([this](const auto& one) { begin(one); }, request);
}

void SessionKeeper::forget_forms() {
  for (Submission* submission : {&model_.sign_in, &model_.sign_out, &model_.password, &model_.second_factor.submission})
    submission->error.reset();
  model_.second_factor.secret.clear();
  model_.second_factor.address.clear();
  model_.second_factor.recovery_codes.clear();
  if (!model_.sign_in.is_under_way) model_.needs_code = false;
}

void SessionKeeper::begin(const SignIn& request) {
  submitter_.submit(
      model_.sign_in, post(session_path, credentials_json(request)),
      [this](const HttpAnswer& answer) { return take_session(answer); },
      [this] {
        if (model_.sign_in.error->code != "account.second_factor_needed") return;
        // No failure: the next step.
        model_.needs_code = true;
        model_.sign_in.error.reset();
      });
}

void SessionKeeper::begin(const StartOver&) {
  model_.needs_code = false;
  model_.sign_in.error.reset();
}

void SessionKeeper::begin(const SignOut&) {
  submitter_.submit(
      model_.sign_out, removal(std::string(session_path)),
      [this](const HttpAnswer&) -> Result<> {
        forget_user();
        return {};
      },
      [this] {
        // Over already, as it was to be.
        if (model_.phase == SessionPhase::signed_out) forget_user();
      });
}

void SessionKeeper::forget_user() {
  network_.session_changed();
  has_left_ = true;
  model_.user.reset();
  signed_out(std::nullopt);
  model_.ended.reset();
  model_.sign_out.error.reset();
}

void SessionKeeper::begin(const ChangePassword& request) {
  submitter_.submit(model_.password, post("/api/v1/session/password", password_change_json(request)),
                    [this](const HttpAnswer& answer) { return take_session(answer); });
}

void SessionKeeper::begin(const BeginSecondFactor& request) {
  SecondFactorSetup& setup = model_.second_factor;
  setup.recovery_codes.clear();
  submitter_.submit(setup.submission, post(factor_path, proof_json(request.password, request.code)),
                    [&setup](const HttpAnswer& answer) -> Result<> {
                      const auto secret = read_factor_secret(answer.body);
                      if (!secret) return fail(strange_answer(secret.error()));
                      setup.secret = secret->secret;
                      setup.address = secret->address;
                      return {};
                    });
}

void SessionKeeper::begin(const ConfirmSecondFactor& request) {
  submitter_.submit(model_.second_factor.submission,
                    post(std::string(factor_path) + "/confirmation", confirmation_json(request.code)),
                    [this](const HttpAnswer& answer) -> Result<> {
                      auto codes = read_recovery_codes(answer.body);
                      if (!codes) return fail(strange_answer(codes.error()));
                      model_.second_factor.recovery_codes = *std::move(codes);
                      model_.second_factor.secret.clear();
                      model_.second_factor.address.clear();
                      if (model_.user) model_.user->has_second_factor = true;
                      return {};
                    });
}

void SessionKeeper::begin(const RemoveSecondFactor& request) {
  submitter_.submit(model_.second_factor.submission,
                    post(std::string(factor_path) + "/removal", proof_json(request.password, request.code)),
                    [this](const HttpAnswer&) -> Result<> {
                      if (model_.user) model_.user->has_second_factor = false;
                      return {};
                    });
}

// --- where one is signed in

void SessionKeeper::begin(const ReadSessions&) {
  if (reading_ != 0) return;
  model_.sessions.is_loading = true;
  model_.sessions.error.reset();
  reading_ = network_.get("/api/v1/sessions", [this](Result<HttpAnswer> answer) { sessions_read(std::move(answer)); });
}

void SessionKeeper::sessions_read(Result<HttpAnswer> answer) {
  reading_ = 0;
  model_.sessions.is_loading = false;
  const auto good = accepted(std::move(answer));
  auto list = good ? read_open_sessions(good->body) : Result<std::vector<OpenSession>>(std::unexpected(good.error()));
  if (list)
    model_.sessions.list = *std::move(list);
  else
    model_.sessions.error = good ? strange_answer(list.error()) : list.error();
}

void SessionKeeper::begin(const EndSession& request) {
  if (ending_ != 0) return;
  model_.sessions.ending = request.id;
  model_.sessions.error.reset();
  ending_ = network_.send(removal("/api/v1/sessions/" + request.id.text()),
                          [this](Result<HttpAnswer> answer) { session_ended(std::move(answer)); });
}

void SessionKeeper::session_ended(Result<HttpAnswer> answer) {
  ending_ = 0;
  const auto ended = std::exchange(model_.sessions.ending, std::nullopt);
  const auto good = accepted(std::move(answer));
  // One that has ended by itself is as good as one that was ended.
  if (!good && good.error().code != "server.not_found") {
    model_.sessions.error = good.error();
    return;
  }
  if (model_.sessions.list)
    std::erase_if(*model_.sessions.list, [&](const OpenSession& session) { return session.id == ended; });
}

}  // namespace mingchou::client
