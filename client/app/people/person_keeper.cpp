#include "client/app/people/person_keeper.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "client/app/accounts/account_json.h"
#include "client/app/model/answers.h"
#include "client/app/model/bodies.h"

namespace mingchou::client {
namespace {

template <class Entity>
constexpr std::string_view path_of_register = "/api/v1/inspectors";
template <>
constexpr std::string_view path_of_register<Expert> = "/api/v1/experts";

template <class Entity>
std::string path_of(const Uuid& id) {
  return std::string(path_of_register<Entity>) + "/" + id.text();
}

HttpRequest change(Method method, std::string path, std::string body, std::int64_t revision) {
  return {.method = method,
          .path = std::move(path),
          .body = std::move(body),
          .if_match = revision == 0 ? std::string() : '"' + std::to_string(revision) + '"'};
}

}  // namespace

template <class Entity>
void PersonKeeper<Entity>::stop(Network::RequestId& id) {
  if (id != 0) network_.abort(std::exchange(id, 0));
}

template <class Entity>
void PersonKeeper<Entity>::cancel() {
  for (Network::RequestId* id : {&reading_list_, &reading_person_, &reading_history_}) stop(*id);
}

template <class Entity>
void PersonKeeper<Entity>::forget_forms() {
  for (Submission* submission : {&list_.create, &open_.save, &open_.end}) submission->leave();
}

template <class Entity>
void PersonKeeper<Entity>::forget_all() {
  cancel();
  for (Submission* submission : {&list_.create, &open_.save, &open_.end}) submitter_.give_up(*submission);
  arrived_.clear();
  list_ = {};
  open_ = {};
}

// --- the list

template <class Entity>
void PersonKeeper<Entity>::begin(const ReadPeople<Entity>&) {
  stop(reading_list_);
  arrived_.clear();
  list_.is_loading = true;
  list_.error.reset();
  read_page({});
}

template <class Entity>
void PersonKeeper<Entity>::read_page(const std::string& cursor) {
  std::string path = std::string(path_of_register<Entity>) + "?limit=" + std::to_string(people_limits::page_size);
  if (!cursor.empty()) path += "&cursor=" + percent_encoded(cursor);
  reading_list_ = network_.get(path, [this, cursor](Result<HttpAnswer> answer) {
    reading_list_ = 0;
    const auto good = accepted(std::move(answer));
    const Result<> taken = good ? take_page(*good, cursor) : std::unexpected(good.error());
    if (taken) return;
    list_.is_loading = false;
    list_.error = taken.error();
  });
}

template <class Entity>
Result<> PersonKeeper<Entity>::take_page(const HttpAnswer& answer, const std::string& cursor) {
  auto page = read_people_page<Entity>(answer.body);
  if (!page) return fail(strange_answer(page.error()));
  const bool is_endless = page->next_cursor && (page->items.empty() || *page->next_cursor == cursor);
  if (is_endless || arrived_.size() + page->items.size() > people_limits::people_max)
    return fail(Error("client.strange_answer").because("more people than any county has"));
  std::ranges::move(page->items, std::back_inserter(arrived_));
  // What was read before stays in sight until all of it is there anew.
  if (!list_.is_whole) list_.people = arrived_;
  if (page->next_cursor) {
    read_page(*page->next_cursor);
    return {};
  }
  list_.people = std::exchange(arrived_, {});
  list_.is_whole = true;
  list_.is_loading = false;
  return {};
}

template <class Entity>
void PersonKeeper<Entity>::put(const Person<Entity>& person) {
  if (open_.id == person.entity.id.uuid) open_.person = person;
  const auto same = [&](const Person<Entity>& other) { return other.entity.id == person.entity.id; };
  const auto found = std::ranges::find_if(list_.people, same);
  if (person.ended_on) {
    std::erase_if(list_.people, same);
  } else if (found != list_.people.end()) {
    *found = person;
  } else if (list_.is_whole) {
    list_.people.push_back(person);
  }
}

// --- one person

template <class Entity>
void PersonKeeper<Entity>::open(const Uuid& id) {
  if (open_.id != id) {
    for (Submission* submission : {&open_.save, &open_.end}) submitter_.give_up(*submission);
    // Answers are counted on: a screen notices each by a number that it has not seen.
    const unsigned saves = open_.save.answers, ends = open_.end.answers;
    open_ = {};
    open_.id = id;
    open_.save.answers = saves;
    open_.end.answers = ends;
    for (const Person<Entity>& person : list_.people)
      if (person.entity.id.uuid == id) open_.person = person;
  }
  begin(ReadPerson<Entity>{});
  read_history_anew();
}

template <class Entity>
void PersonKeeper<Entity>::begin(const ReadPerson<Entity>&) {
  stop(reading_person_);
  open_.is_loading = true;
  open_.error.reset();
  reading_person_ = network_.get(path_of<Entity>(open_.id), [this](Result<HttpAnswer> answer) {
    reading_person_ = 0;
    person_read(accepted(std::move(answer)));
  });
}

template <class Entity>
void PersonKeeper<Entity>::person_read(const Result<HttpAnswer>& answer) {
  open_.is_loading = false;
  auto person = answer ? read_person<Entity>(answer->body) : Result<Person<Entity>>(std::unexpected(answer.error()));
  if (!person) {
    open_.error = answer ? strange_answer(person.error()) : person.error();
    return;
  }
  put(*person);
}

template <class Entity>
Result<> PersonKeeper<Entity>::take_changed(const HttpAnswer& answer) {
  const auto person = read_person<Entity>(answer.body);
  if (!person) return fail(strange_answer(person.error()));
  put(*person);
  read_history_anew();
  return {};
}

template <class Entity>
void PersonKeeper<Entity>::begin(const MakePerson<Entity>& request) {
  submitter_.submit(
      list_.create,
      change(Method::post, std::string(path_of_register<Entity>), person_body(request.entity, request.reason), 0),
      [this](const HttpAnswer& answer) -> Result<> {
        const auto person = read_person<Entity>(answer.body);
        if (!person) return fail(strange_answer(person.error()));
        put(*person);
        created_(person->entity.id.uuid);
        return {};
      });
}

template <class Entity>
void PersonKeeper<Entity>::begin(const SavePerson<Entity>& request) {
  submitter_.submit(
      open_.save,
      change(Method::put, path_of<Entity>(open_.id), person_body(request.entity, request.reason), request.revision),
      [this](const HttpAnswer& answer) { return take_changed(answer); },
      [this] {
        if (was_beaten(open_.save)) begin(ReadPerson<Entity>{});
      });
}

template <class Entity>
void PersonKeeper<Entity>::begin(const EndPerson<Entity>& request) {
  submitter_.submit(
      open_.end,
      change(Method::post, path_of<Entity>(open_.id) + "/end", reason_body(request.reason), request.revision),
      [this](const HttpAnswer& answer) { return take_changed(answer); },
      [this] {
        if (was_beaten(open_.end)) begin(ReadPerson<Entity>{});
      });
}

// --- its history

template <class Entity>
void PersonKeeper<Entity>::read_history_anew() {
  stop(reading_history_);
  history_cursor_.clear();
  open_.history = {};
  begin(ReadPersonHistory<Entity>{});
}

template <class Entity>
void PersonKeeper<Entity>::begin(const ReadPersonHistory<Entity>&) {
  if (reading_history_ != 0 || !(open_.history.is_new || open_.history.has_more)) return;
  open_.history.is_loading = true;
  open_.history.error.reset();
  std::string path = path_of<Entity>(open_.id) + "/history?limit=" + std::to_string(people_limits::history_page_size);
  if (!history_cursor_.empty()) path += "&cursor=" + percent_encoded(history_cursor_);
  reading_history_ = network_.get(path, [this](Result<HttpAnswer> answer) {
    reading_history_ = 0;
    open_.history.is_loading = false;
    const auto good = accepted(std::move(answer));
    const Result<> taken = good ? take_history(*good) : std::unexpected(good.error());
    if (!taken) open_.history.error = taken.error();
  });
}

template <class Entity>
Result<> PersonKeeper<Entity>::take_history(const HttpAnswer& answer) {
  auto page = read_person_history(answer.body);
  if (!page) return fail(strange_answer(page.error()));
  PagedList<PersonHistoryEntry>& history = open_.history;
  history.is_new = false;
  std::ranges::move(page->items, std::back_inserter(history.entries));
  const bool goes_on = page->next_cursor && *page->next_cursor != history_cursor_ && !page->items.empty();
  history.has_more = goes_on && history.entries.size() < people_limits::entries_max;
  if (goes_on) history_cursor_ = *std::move(page->next_cursor);
  return {};
}

template class PersonKeeper<Inspector>;
template class PersonKeeper<Expert>;

}  // namespace mingchou::client
