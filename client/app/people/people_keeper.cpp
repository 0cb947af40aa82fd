#include "client/app/people/people_keeper.h"

#include "client/app/accounts/account_json.h"
#include "client/app/accounts/duties.h"
#include "client/app/people/people_json.h"

namespace mingchou::client {

bool is_of_people(Screen screen) { return screen >= Screen::inspectors && screen <= Screen::new_expert; }

PeopleKeeper::PeopleKeeper(Network& network, PeopleModel& model, const std::function<void(const Route&)>& created)
    : model_(model),
      fetcher_(network),
      inspectors_(network, model.inspectors, model.inspector,
                  [created](const Uuid& id) { created({Screen::inspector, id.text()}); }),
      experts_(network, model.experts, model.expert,
               [created](const Uuid& id) { created({Screen::expert, id.text()}); }),
      links_(network, model.links) {}

bool mends_refused(const SessionModel& session) {
  return session.may(access::Action::registers_read) && session.may(access::Action::registers_write);
}

void PeopleKeeper::entered(const Route& route, const SessionModel& session) {
  if (route.screen == Screen::home && sees_to_registers(session)) begin(ReadCertificateDuties{});
  if (route.screen == Screen::home && mends_refused(session)) begin(ReadReceiptDuties{});
  if (!is_of_people(route.screen) || !session.may(access::Action::registers_read)) return;
  const auto id = Uuid::parse(route.id);
  if (route.screen == Screen::inspectors) inspectors_.begin(ReadPeople<Inspector>{});
  if (route.screen == Screen::experts) experts_.begin(ReadPeople<Expert>{});
  if (route.screen == Screen::expert && id) experts_.open(*id);
  if (route.screen != Screen::inspector || !id) return;
  inspectors_.open(*id);
  links_.open(*id);
}

void PeopleKeeper::carry_out(const PeopleRequest& request) {
  std::visit([this](const auto& one) { begin(one); }, request);
}

namespace {

template <class Request>
constexpr bool is_of_experts = false;
template <template <class> class Request>
constexpr bool is_of_experts<Request<Expert>> = true;

}  // namespace

void PeopleKeeper::begin(const PersonRequest& request) {
  std::visit(
      [this]<class Request>(const Request& one) {
        if constexpr (is_of_experts<Request>)
          experts_.begin(one);
        else
          inspectors_.begin(one);
      },
      request);
}

void PeopleKeeper::begin(const ReadCertificateDuties&) {
  fetcher_.fetch(model_.duties, "/api/v1/inspector-duties", [this](const HttpAnswer& answer) -> Result<> {
    const auto duties = read_certificate_duties(answer.body);
    if (!duties) return fail(strange_answer(duties.error()));
    model_.duties.value = *duties;
    return {};
  });
}

void PeopleKeeper::begin(const ReadReceiptDuties&) {
  fetcher_.fetch(model_.receipt_duties, "/api/v1/receipt-duties", [this](const HttpAnswer& answer) -> Result<> {
    const auto duties = read_receipt_duties(answer.body);
    if (!duties) return fail(strange_answer(duties.error()));
    model_.receipt_duties.value = *duties;
    return {};
  });
}

void PeopleKeeper::forget_forms() {
  inspectors_.forget_forms();
  experts_.forget_forms();
  links_.forget_forms();
}

void PeopleKeeper::forget_all() {
  fetcher_.give_up(model_.duties);
  model_.duties = {};
  fetcher_.give_up(model_.receipt_duties);
  model_.receipt_duties = {};
  inspectors_.forget_all();
  experts_.forget_all();
  links_.forget_all();
}

}  // namespace mingchou::client
