// Keeps the RecordsModel: reads a target's entry and history, and sends what forms say. A change names the revision
// that it was made from; where somebody else was quicker, both stand in the model. What the server confirms is handed
// to the register on this device at once. One thread.
#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "client/app/accounts/submitter.h"
#include "client/app/model/fetcher.h"
#include "client/app/records/records_model.h"

namespace mingchou::client {

/// What comes of it beyond the model: tests and the app each do their own.
struct RecordsListener {
  /// As the server has it now; no longer in the register if it has ended.
  std::function<void(const TargetRecord&)> told;
  std::function<void(const TargetRecord&)> created;
  /// One change of these targets, with their new revisions; `back`: it was taken back, and they must be read anew.
  std::function<void(const std::vector<std::pair<TargetId, std::int64_t>>&, const BulkChange&, bool back)> changed;
};

class RecordsKeeper {
 public:
  /// Network and model outlive this.
  RecordsKeeper(Network& network, RecordsModel& model, RecordsListener listener);
  ~RecordsKeeper();
  RecordsKeeper(const RecordsKeeper&) = delete;
  RecordsKeeper& operator=(const RecordsKeeper&) = delete;

  void carry_out(const RecordsRequest& request);
  /// The screen is left: errors of forms go.
  void forget_forms();
  /// Nobody is signed in, or somebody else.
  void forget_all();

 private:
  void begin(const OpenRecord& request);
  void begin(const ReadMoreHistory& request);
  void begin(const ReadRecordTags& request);
  void begin(const SaveRecord& request);
  void begin(const EndRecord& request);
  void begin(const CreateRecord& request);
  void begin(const PreviewBulk& request);
  void begin(const CarryOutBulk& request);
  void begin(const UndoBulk& request);
  void begin(const ForgetBulk& request);
  void begin(const ReadVisitCaps& request);
  void begin(const SaveVisitCap& request);
  void begin(const ReadRefusedTargets& request);

  void read_record_again();
  void record_came(const Result<HttpAnswer>& answer);
  void read_history_from(const std::string& cursor);
  Result<> take_record(const HttpAnswer& answer);
  void cancel(Network::RequestId& id);

  Network& network_;
  Submitter submitter_;
  Fetcher fetcher_;
  RecordsModel& model_;
  RecordsListener listener_;
  /// Of the edit that can be taken back.
  BulkChange last_change_;
  Network::RequestId reading_record_ = 0;
  Network::RequestId reading_history_ = 0;
  Network::RequestId reading_tags_ = 0;
};

}  // namespace mingchou::client
