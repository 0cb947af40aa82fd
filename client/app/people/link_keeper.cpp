#include "client/app/people/link_keeper.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "client/app/accounts/account_json.h"
#include "client/app/model/answers.h"

namespace mingchou::client {
namespace {

constexpr std::string_view recusals_path = "/api/v1/recusals", trainings_path = "/api/v1/trainings";

template <class Entry>
Result<> take(PagedList<Entry>& list, std::string& cursor, Result<JsonPage<Entry>> page) {
  if (!page) return fail(strange_answer(page.error()));
  list.is_new = false;
  std::ranges::move(page->items, std::back_inserter(list.entries));
  // A server that repeats itself is stopped, and so is a list without end.
  const bool goes_on = page->next_cursor && *page->next_cursor != cursor && !page->items.empty();
  list.has_more = goes_on && list.entries.size() < people_limits::entries_max;
  if (goes_on) cursor = *std::move(page->next_cursor);
  return {};
}

}  // namespace

void LinkKeeper::stop(Network::RequestId& id) {
  if (id != 0) network_.abort(std::exchange(id, 0));
}

void LinkKeeper::cancel() {
  for (Network::RequestId* id : {&recusals_.request, &trainings_.request, &searching_}) stop(*id);
}

void LinkKeeper::forget_forms() {
  for (Submission* submission : {&links_.add_recusal, &links_.end_recusal, &links_.add_training, &links_.end_training})
    submission->error.reset();
}

void LinkKeeper::forget_all() {
  cancel();
  for (Submission* submission : {&links_.add_recusal, &links_.end_recusal, &links_.add_training, &links_.end_training})
    submitter_.give_up(*submission);
  recusals_ = trainings_ = {};
  links_ = {};
}

void LinkKeeper::open(const Uuid& inspector) {
  if (links_.of != inspector) {
    const unsigned recusals = links_.add_recusal.answers, trainings = links_.add_training.answers;
    forget_all();
    links_.of = inspector;
    links_.add_recusal.answers = recusals;
    links_.add_training.answers = trainings;
  }
  read_anew(recusals_, links_.recusals);
  begin(ReadRecusals{});
  read_anew(trainings_, links_.trainings);
  begin(ReadTrainings{});
}

void LinkKeeper::carry_out(const LinkRequest& request) {
  std::visit([this](const auto& one) { begin(one); }, request);
}

template <class Entry>
void LinkKeeper::read_anew(Reading& reading, PagedList<Entry>& list) {
  stop(reading.request);
  reading.cursor.clear();
  list = {};
}

template <class Entry>
void LinkKeeper::read(Reading& reading, PagedList<Entry>& list, std::string_view base,
                      Result<JsonPage<Entry>> (*read_page)(std::string_view)) {
  if (reading.request != 0 || !(list.is_new || list.has_more)) return;
  list.is_loading = true;
  list.error.reset();
  std::string path = std::string(base) + "?limit=" + std::to_string(people_limits::links_page_size) +
                     "&inspector_id=" + links_.of.text();
  if (!reading.cursor.empty()) path += "&cursor=" + percent_encoded(reading.cursor);
  reading.request = network_.get(path, [&reading, &list, read_page](Result<HttpAnswer> answer) {
    reading.request = 0;
    list.is_loading = false;
    const auto good = accepted(std::move(answer));
    const Result<> taken = good ? take(list, reading.cursor, read_page(good->body)) : std::unexpected(good.error());
    if (!taken) list.error = taken.error();
  });
}

template <class Entry>
void LinkKeeper::end(Submission& submission, Reading& reading, PagedList<Entry>& list, const std::string& path) {
  submitter_.submit(submission, {.method = Method::post, .path = path + "/end"},
                    [this, &reading, &list](const HttpAnswer&) -> Result<> {
                      read_anew(reading, list);
                      if constexpr (std::is_same_v<Entry, RecusalEntry>)
                        begin(ReadRecusals{});
                      else
                        begin(ReadTrainings{});
                      return {};
                    });
}

// --- recusals

void LinkKeeper::begin(const ReadRecusals&) { read(recusals_, links_.recusals, recusals_path, read_recusals); }

void LinkKeeper::begin(const AddRecusal& request) {
  submitter_.submit(
      links_.add_recusal,
      {.method = Method::post, .path = std::string(recusals_path), .body = recusal_body(links_.of, request)},
      [this](const HttpAnswer&) -> Result<> {
        read_anew(recusals_, links_.recusals);
        begin(ReadRecusals{});
        return {};
      });
}

void LinkKeeper::begin(const EndRecusal& request) {
  end(links_.end_recusal, recusals_, links_.recusals, std::string(recusals_path) + "/" + request.id.text());
}

void LinkKeeper::begin(const FindTargets& request) {
  stop(searching_);
  links_.target_search = {.text = request.text, .is_loading = true, .found = {}, .error = {}};
  const std::string path = "/api/v1/targets?limit=" + std::to_string(people_limits::targets_found_max) +
                           "&text=" + percent_encoded(request.text);
  searching_ = network_.get(path, [this](Result<HttpAnswer> answer) {
    searching_ = 0;
    TargetSearch& search = links_.target_search;
    search.is_loading = false;
    const auto good = accepted(std::move(answer));
    auto found = good ? read_found_targets(good->body) : std::unexpected(good.error());
    if (found)
      search.found = *std::move(found);
    else
      search.error = good ? strange_answer(found.error()) : found.error();
  });
}

// --- courses

void LinkKeeper::begin(const ReadTrainings&) { read(trainings_, links_.trainings, trainings_path, read_trainings); }

void LinkKeeper::begin(const AddTraining& request) {
  Training training = request.training;
  const InspectorId open{links_.of};
  if (std::ranges::find(training.attendees, open) == training.attendees.end()) training.attendees.push_back(open);
  submitter_.submit(links_.add_training,
                    {.method = Method::post, .path = std::string(trainings_path), .body = training_body(training)},
                    [this](const HttpAnswer&) -> Result<> {
                      read_anew(trainings_, links_.trainings);
                      begin(ReadTrainings{});
                      return {};
                    });
}

void LinkKeeper::begin(const EndTraining& request) {
  end(links_.end_training, trainings_, links_.trainings, std::string(trainings_path) + "/" + request.id.text());
}

}  // namespace mingchou::client
