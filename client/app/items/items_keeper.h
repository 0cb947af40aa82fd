// Keeps the ItemsModel: reads lists, versions, items and what is due, and does what is asked for with them. A change
// names the revision that it was made from; where somebody else was quicker, what is there now is read again and the
// screen shows both. One thread.
#pragma once

#include <memory>

#include "client/app/accounts/submitter.h"
#include "client/app/items/items_json.h"
#include "client/app/items/items_model.h"
#include "client/app/model/fetcher.h"
#include "client/app/route.h"

namespace mingchou::client {

class ItemsKeeper {
 public:
  /// Network and model outlive this.
  ItemsKeeper(Network& network, ItemsModel& model) : submitter_(network), fetcher_(network), model_(model) {}
  ItemsKeeper(const ItemsKeeper&) = delete;
  ItemsKeeper& operator=(const ItemsKeeper&) = delete;

  void carry_out(const ItemsRequest& request);
  /// What the route shows begins to be read, as far as the session may see it.
  void show(const Route& route, const SessionModel& session);
  /// The screen is left: errors of forms go.
  void forget_forms();
  /// Nobody is signed in, or somebody else.
  void forget_all();

 private:
  void begin(const ReadItemLists& request);
  void begin(const ReadItemDuties& request);
  void begin(const OpenItemList& request);
  void begin(const OpenItemVersion& request);
  void begin(const ReadItemDiff& request);
  void begin(const ReadItemGaps& request);
  void begin(const ReadMoreUncovered& request);
  void begin(const CreateItemList& request);
  void begin(const MakeItemDraft& request);
  void begin(const RecordListReview& request);
  void begin(const DiscardItemDraft& request);
  void begin(const IssueItemList& request);
  void begin(const WithdrawItemList& request);
  void begin(const RecordListPublication& request);
  void begin(const VoidListPublication& request);
  void begin(const SaveItem& request);
  void begin(const RemoveItem& request);
  void begin(const OrderItems& request);

  void use_list(const items::ListId& id);
  void read_list();
  void read_tags();
  void read_versions();
  void read_version();
  void read_items();
  void read_publications();
  void read_issue_diff();
  void forget_list();
  void forget_version();
  /// A step of the open version's life: `taken` has the version as it is now.
  void move_version(Submission& submission, const HttpRequest& request);
  Result<> take_version(const HttpAnswer& answer);
  /// After a conflict what is there now is read.
  void look_again(const Submission& submission);
  std::string list_path() const;
  std::string version_path() const;

  Submitter submitter_;
  Fetcher fetcher_;
  ItemsModel& model_;
  /// The version that is about to be issued is compared with the one that it takes the place of.
  bool is_issuing_ = false;
};

}  // namespace mingchou::client
