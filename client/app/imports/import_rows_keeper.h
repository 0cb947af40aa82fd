// Keeps the rows of the import that is open: the first ones, the list page by page, the kinds of problems; mends cells
// one row at a time, or all of one kind by what was suggested. One thread.
#pragma once

#include <functional>
#include <string>

#include "client/app/accounts/submitter.h"
#include "client/app/imports/imports_model.h"

namespace mingchou::client {

class ImportRowsKeeper {
 public:
  /// Network and model outlive this. `mended` is called when counts have changed on the server.
  ImportRowsKeeper(Network& network, OpenedImport& model, std::function<void()> mended);
  ~ImportRowsKeeper() { give_up(); }
  ImportRowsKeeper(const ImportRowsKeeper&) = delete;
  ImportRowsKeeper& operator=(const ImportRowsKeeper&) = delete;

  /// Everything, after the rows were checked.
  void read_all();
  void show(const RowsFilter& filter);
  void read_more();
  void mend(const MendRow& request);
  void take(const TakeSuggestions& request);
  /// Another import is open, or none.
  void give_up();

 private:
  std::string path() const;
  void cancel(Network::RequestId& id);
  void read_first_rows();
  void read_kinds();
  void read_page();
  void page_read(const Result<HttpAnswer>& answer);
  Result<> take_page(const HttpAnswer& answer);
  Result<> take_mended(const HttpAnswer& answer);
  bool concerns_others(const ImportRow& row) const;

  Network& network_;
  Submitter submitter_;
  OpenedImport& model_;
  std::function<void()> mended_;
  Network::RequestId reading_first_ = 0;
  Network::RequestId reading_kinds_ = 0;
  Network::RequestId reading_page_ = 0;
  /// The page that is read begins the list anew.
  bool begins_anew_ = false;
  /// Smaller once rows turned out to be very long.
  int page_rows_ = import_limits::rows_page;
};

}  // namespace mingchou::client
