// Reading what the server says of item lists, and writing what is sent. Fields that these do not know are left to later
// versions; every length is bounded. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/app/items/items_model.h"
#include "shared/json/fields.h"

namespace mingchou::client {

template <class T>
struct ItemsPage {
  std::vector<T> rows;
  /// Of the next page; empty at the end.
  std::string next_cursor;
};

Result<ItemList> read_item_list(json::ObjectReader& reader);
Result<ListVersion> read_list_version(json::ObjectReader& reader);
Result<StoredItem> read_stored_item(json::ObjectReader& reader);
Result<ListReview> read_list_review(json::ObjectReader& reader);
Result<ListPublication> read_list_publication(json::ObjectReader& reader);
Result<TagName> read_tag_name(json::ObjectReader& reader);
Result<ItemGap> read_item_gap(json::ObjectReader& reader);
Result<UncoveredTarget> read_uncovered_target(json::ObjectReader& reader);
Result<items::Duty> read_list_duty(json::ObjectReader& reader);
Result<items::Diff> read_list_diff(std::string_view json);

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
Result<ItemsPage<T>> read_rows(std::string_view json, std::size_t rows_max, Result<T> (*read)(json::ObjectReader&)) {
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  ItemsPage<T> page;
  for (json::ObjectReader& row : MC_TRY(reader.objects("items", {0, rows_max}))) page.rows.push_back(MC_TRY(read(row)));
  page.next_cursor = read_next_cursor(reader);
  return page;
}

std::string new_list_json(const items::Owner& owner);
std::string new_draft_json(const MakeItemDraft& request);
std::string review_json(const RecordListReview& request);
std::string issue_json(const IssueItemList& request);
std::string withdrawal_json(const WithdrawItemList& request);
std::string publication_json(const RecordListPublication& request);
std::string reason_json(std::string_view reason);
std::string item_fields_json(const items::Item& item);
std::string order_json(const std::vector<items::ItemId>& order);

}  // namespace mingchou::client
