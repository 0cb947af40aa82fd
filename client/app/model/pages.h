// Reading answers into what screens see: one thing, or all pages of a list. Nothing of an answer is trusted: lists are
// bounded, and a server that goes on without end is stopped.
#pragma once

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/app/accounts/account_json.h"
#include "client/app/model/answers.h"
#include "client/app/model/fetcher.h"
#include "client/app/model/loaded.h"
#include "client/app/model/requests.h"
#include "shared/json/fields.h"

namespace mingchou::client {

template <class T>
struct RowsPage {
  std::vector<T> rows;
  /// Of the next page; empty at the end.
  std::string next_cursor;
};

/// One thing that an answer is.
template <class T>
Result<T> read_one(std::string_view json, Result<T> (*read)(json::ObjectReader&)) {
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  return read(reader);
}

/// The cursor of the next page; empty if the answer has none.
std::string read_next_cursor(json::ObjectReader& reader);

/// {"items": […], "next_cursor": …}, the cursor where there is one.
template <class T>
Result<RowsPage<T>> read_rows(std::string_view json, std::size_t rows_max, Result<T> (*read)(json::ObjectReader&)) {
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  RowsPage<T> page;
  for (json::ObjectReader& row : MC_TRY(reader.objects("items", {0, rows_max}))) page.rows.push_back(MC_TRY(read(row)));
  page.next_cursor = read_next_cursor(reader);
  return page;
}

/// What makes no sense is told as that.
template <class T>
Result<T> sensible(Result<T> read) {
  if (!read) return fail(strange_answer(read.error()));
  return read;
}

/// One thing into the state that it is read for.
template <class T>
Fetcher::Taken take_into(Loaded<T>& into, Result<T> (*read)(json::ObjectReader&)) {
  return [&into, read](const HttpAnswer& answer) -> Result<> {
    into.value = MC_TRY(sensible(read_one(answer.body, read)));
    return {};
  };
}

/// A page into a list that is read page by page, as far as somebody asks: the first one replaces what was there.
template <class T>
void take_page(Loaded<std::vector<T>>& into, std::string& next_cursor, RowsPage<T> page, bool is_more) {
  if (is_more && into.value)
    std::ranges::move(page.rows, std::back_inserter(*into.value));
  else
    into.value = std::move(page.rows);
  next_cursor = std::move(page.next_cursor);
}

template <class T>
void read_page(Fetcher& fetcher, Loaded<std::vector<T>>& into, const std::string& path, const std::string& cursor,
               std::size_t rows_max, Result<T> (*read)(json::ObjectReader&),
               const std::shared_ptr<std::vector<T>>& arrived) {
  const std::string asked = cursor.empty() ? path : with_query(path, "cursor=" + percent_encoded(cursor));
  fetcher.fetch(into, asked, [&fetcher, &into, path, rows_max, read, arrived](const HttpAnswer& answer) -> Result<> {
    auto page = MC_TRY(sensible(read_rows(answer.body, rows_max, read)));
    const bool is_endless = !page.next_cursor.empty() && page.rows.empty();
    if (is_endless || arrived->size() + page.rows.size() > rows_max)
      return fail(Error("client.strange_answer").because("more rows than there can be"));
    std::ranges::move(page.rows, std::back_inserter(*arrived));
    if (page.next_cursor.empty())
      into.value = std::move(*arrived);
    else
      read_page(fetcher, into, path, page.next_cursor, rows_max, read, arrived);
    return {};
  });
}

/// All pages; what was read before stays until the last has come. Fetcher and state outlive the reading.
template <class T>
void read_all(Fetcher& fetcher, Loaded<std::vector<T>>& into, const std::string& path, std::size_t rows_max,
              Result<T> (*read)(json::ObjectReader&)) {
  read_page(fetcher, into, path, {}, rows_max, read, std::make_shared<std::vector<T>>());
}

}  // namespace mingchou::client
