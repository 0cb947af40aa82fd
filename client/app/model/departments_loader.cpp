#include "client/app/model/departments_loader.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "client/app/model/answers.h"

namespace mingchou::client {

void DepartmentsLoader::start() {
  cancel();
  arrived_.clear();
  model_.phase = Phase::loading;
  model_.error.reset();
  request({});
}

void DepartmentsLoader::cancel() {
  if (pending_ != 0) network_.abort(std::exchange(pending_, 0));
}

void DepartmentsLoader::request(std::string_view cursor) {
  pending_ =
      network_.get(department_page_path(cursor), [this](Result<HttpAnswer> answer) { answered(std::move(answer)); });
}

void DepartmentsLoader::answered(Result<HttpAnswer> answer) {
  pending_ = 0;
  const auto page = accepted(std::move(answer));
  const Result<> taken = page ? take(*page) : std::unexpected(page.error());
  if (taken) return;
  model_.phase = Phase::failed;
  model_.error = taken.error();
}

Result<> DepartmentsLoader::take(const HttpAnswer& answer) {
  auto page = read_department_page(answer.body);
  if (!page) return fail(Error("client.strange_answer").because(page.error().code));
  if (arrived_.size() + page->departments.size() > department_limits::departments_max)
    return fail(Error("client.strange_answer").because("more departments than any county has"));
  // A server that repeats an empty page for ever is stopped too.
  if (page->next_cursor && page->departments.empty())
    return fail(Error("client.strange_answer").because("an empty page with another behind it"));
  std::ranges::move(page->departments, std::back_inserter(arrived_));
  if (page->next_cursor) {
    request(*page->next_cursor);
  } else {
    model_.departments = std::exchange(arrived_, {});
    model_.phase = Phase::ready;
  }
  return {};
}

}  // namespace mingchou::client
