// Keeps the import whose page is open: asks how far the server is while it works, sends what a person decides, and
// reads again whatever that changes. One thread.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "client/app/accounts/submitter.h"
#include "client/app/imports/import_rows_keeper.h"
#include "client/app/imports/imports_model.h"

namespace mingchou::client {

class OpenedImportKeeper {
 public:
  /// Network and model outlive this. `gone` is called when the import has been put away.
  OpenedImportKeeper(Network& network, OpenedImport& model, std::function<void()> gone);
  ~OpenedImportKeeper() { give_up(); }
  OpenedImportKeeper(const OpenedImportKeeper&) = delete;
  OpenedImportKeeper& operator=(const OpenedImportKeeper&) = delete;

  void begin(const OpenImport& request);
  void begin(const SaveMapping& request);
  void begin(const RemoveTemplate& request);
  void begin(const ShowRows& request) { rows_.show(request.filter); }
  void begin(const ReadMoreRows&) { rows_.read_more(); }
  void begin(const MendRow& request) { rows_.mend(request); }
  void begin(const TakeSuggestions& request) { rows_.take(request); }
  void begin(const ApplyImport& request);
  void begin(const UndoImport& request);
  void begin(const EndImport& request);
  void begin(const SaveRefusedRows& request);

  /// Asks how far the work is, when it is time. After how many milliseconds it wants to be called again; nothing: after
  /// an answer.
  std::optional<double> work(double now_ms);
  /// The page is left: nobody waits for what the server does.
  void leave();
  /// Of the sentences that are told in the user's language by the server itself.
  void use_language(std::string_view tag) { language_ = tag; }
  void forget_errors();
  void give_up();

 private:
  std::string path() const;
  void cancel(Network::RequestId& id);
  void read();
  void import_read(const Result<HttpAnswer>& answer);
  Result<> take_import(const HttpAnswer& answer);
  void take(Import import);
  void read_what_rows_need();
  void read_fields();
  void read_templates();
  HttpRequest request_of(Method method, std::string_view below, std::string body = {}) const;

  Network& network_;
  Submitter submitter_;
  OpenedImport& model_;
  ImportRowsKeeper rows_;
  std::function<void()> gone_;
  std::string language_;
  bool is_left_ = true;
  Network::RequestId reading_ = 0;
  Network::RequestId reading_fields_ = 0;
  Network::RequestId reading_templates_ = 0;
  std::optional<double> next_poll_ms_;
};

}  // namespace mingchou::client
