#include "client/app/imports/import_rows_keeper.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "client/app/accounts/account_json.h"
#include "client/app/imports/import_json.h"
#include "client/app/model/answers.h"

namespace mingchou::client {
namespace {

/// Of rows with cells as long as cells can be.
constexpr int small_page_rows = 4;

}  // namespace

ImportRowsKeeper::ImportRowsKeeper(Network& network, OpenedImport& model, std::function<void()> mended)
    : network_(network), submitter_(network), model_(model), mended_(std::move(mended)) {}

std::string ImportRowsKeeper::path() const { return "/api/v1/imports/" + model_.id.text(); }

void ImportRowsKeeper::cancel(Network::RequestId& id) {
  if (id != 0) network_.abort(std::exchange(id, 0));
}

void ImportRowsKeeper::give_up() {
  for (Network::RequestId* id : {&reading_first_, &reading_kinds_, &reading_page_}) cancel(*id);
  for (Submission* submission : {&model_.mend, &model_.suggestions}) submitter_.give_up(*submission);
  page_rows_ = import_limits::rows_page;
}

void ImportRowsKeeper::read_all() {
  read_first_rows();
  read_kinds();
  show(model_.rows.filter);
}

void ImportRowsKeeper::read_first_rows() {
  cancel(reading_first_);
  const std::string query = rows_query({.shown = RowsShown::all}, {}, import_limits::first_rows);
  reading_first_ = network_.get(path() + "/rows" + query, [this](Result<HttpAnswer> answer) {
    reading_first_ = 0;
    const auto good = accepted(std::move(answer));
    auto page = good ? read_import_rows(good->body) : Result<ImportRowPage>(std::unexpected(good.error()));
    // Columns can be mapped without samples of them.
    if (page) model_.first_rows = std::move(page->rows);
  });
}

void ImportRowsKeeper::read_kinds() {
  cancel(reading_kinds_);
  reading_kinds_ = network_.get(path() + "/problems", [this](Result<HttpAnswer> answer) {
    reading_kinds_ = 0;
    const auto good = accepted(std::move(answer));
    auto kinds =
        good ? read_problem_kinds(good->body) : Result<std::vector<ProblemKind>>(std::unexpected(good.error()));
    if (kinds)
      model_.kinds = *std::move(kinds);
    else
      model_.rows.error = good ? strange_answer(kinds.error()) : good.error();
  });
}

void ImportRowsKeeper::show(const RowsFilter& filter) {
  cancel(reading_page_);
  if (model_.rows.filter != filter) model_.rows.list.clear();
  model_.rows.filter = filter;
  model_.rows.next_cursor.clear();
  begins_anew_ = true;
  read_page();
}

void ImportRowsKeeper::read_more() {
  const bool has_more = !model_.rows.next_cursor.empty() && model_.rows.list.size() < import_limits::rows_kept_max;
  if (reading_page_ == 0 && has_more && !model_.rows.error) read_page();
}

void ImportRowsKeeper::read_page() {
  ImportRowsModel& rows = model_.rows;
  rows.is_loading = true;
  rows.error.reset();
  const std::string query = rows_query(rows.filter, begins_anew_ ? std::string() : rows.next_cursor, page_rows_);
  reading_page_ = network_.get(path() + "/rows" + query, [this](Result<HttpAnswer> answer) {
    reading_page_ = 0;
    page_read(accepted(std::move(answer)));
  });
}

void ImportRowsKeeper::page_read(const Result<HttpAnswer>& answer) {
  if (!answer && answer.error().code == "client.answer_too_large" && page_rows_ > small_page_rows) {
    page_rows_ = small_page_rows;
    return read_page();
  }
  model_.rows.is_loading = false;
  const Result<> taken = answer ? take_page(*answer) : std::unexpected(answer.error());
  if (!taken) model_.rows.error = taken.error();
}

Result<> ImportRowsKeeper::take_page(const HttpAnswer& answer) {
  auto page = read_import_rows(answer.body);
  if (!page) return fail(strange_answer(page.error()));
  ImportRowsModel& rows = model_.rows;
  if (std::exchange(begins_anew_, false)) {
    rows.list.clear();
    ++rows.version;
  }
  const bool is_endless = !page->next_cursor.empty() && page->rows.empty();
  if (is_endless) return fail(Error("client.strange_answer").because("a page without rows that is not the last"));
  std::ranges::move(page->rows, std::back_inserter(rows.list));
  rows.next_cursor = std::move(page->next_cursor);
  return {};
}

// --- mending

void ImportRowsKeeper::mend(const MendRow& request) {
  const HttpRequest sent{
      .method = Method::put, .path = path() + "/rows/" + std::to_string(request.row), .body = mend_json(request)};
  submitter_.submit(model_.mend, sent, [this](const HttpAnswer& answer) { return take_mended(answer); });
}

/// The row stays where it is, mended as it is, until the list is read anew: nothing jumps under the finger.
Result<> ImportRowsKeeper::take_mended(const HttpAnswer& answer) {
  auto row = read_import_row(answer.body);
  if (!row) return fail(strange_answer(row.error()));
  const auto found = std::ranges::find(model_.rows.list, row->row, &ImportRow::row);
  bool others_changed = concerns_others(*row);
  if (found != model_.rows.list.end()) {
    others_changed |= concerns_others(*found);
    *found = *std::move(row);
  }
  read_kinds();
  if (others_changed) show(model_.rows.filter);
  mended_();
  return {};
}

/// It repeats another row, or another one repeats it: that other is judged anew, too.
bool ImportRowsKeeper::concerns_others(const ImportRow& row) const {
  const auto repeats = [](const ImportRow& one) {
    return std::ranges::any_of(
        one.problems, [](const ImportProblem& problem) { return problem.error.code == "imports.duplicate_in_file"; });
  };
  const std::string number = std::to_string(row.row);
  return repeats(row) || std::ranges::any_of(model_.rows.list, [&](const ImportRow& other) {
           return std::ranges::any_of(other.problems, [&](const ImportProblem& problem) {
             return problem.error.code == "imports.duplicate_in_file" && problem.error.argument("row") == number;
           });
         });
}

void ImportRowsKeeper::take(const TakeSuggestions& request) {
  const HttpRequest sent{.method = Method::post, .path = path() + "/suggestions", .body = suggestions_json(request)};
  submitter_.submit(model_.suggestions, sent, [this](const HttpAnswer&) -> Result<> {
    // Those rows have other problems now, or none.
    model_.rows.filter = {.shown = model_.rows.filter.shown};
    read_all();
    mended_();
    return {};
  });
}

}  // namespace mingchou::client
