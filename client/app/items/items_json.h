// Reading what the server says of item lists, and writing what is sent. Fields that these do not know are left to later
// versions; every length is bounded. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/app/items/items_model.h"
#include "client/app/model/pages.h"
#include "shared/json/fields.h"

namespace mingchou::client {

Result<ItemList> read_item_list(json::ObjectReader& reader);
Result<ListVersion> read_list_version(json::ObjectReader& reader);
Result<StoredItem> read_stored_item(json::ObjectReader& reader);
Result<ListReview> read_list_review(json::ObjectReader& reader);
Result<TagName> read_tag_name(json::ObjectReader& reader);
Result<ItemGap> read_item_gap(json::ObjectReader& reader);
Result<UncoveredTarget> read_uncovered_target(json::ObjectReader& reader);
Result<items::Duty> read_list_duty(json::ObjectReader& reader);
Result<items::Diff> read_list_diff(std::string_view json);

std::string new_list_json(const items::Owner& owner);
std::string new_draft_json(const MakeItemDraft& request);
std::string review_json(const RecordListReview& request);
std::string issue_json(const IssueItemList& request);
std::string withdrawal_json(const WithdrawItemList& request);
std::string publication_json(const RecordListPublication& request);
std::string order_json(const std::vector<items::ItemId>& order);

}  // namespace mingchou::client
