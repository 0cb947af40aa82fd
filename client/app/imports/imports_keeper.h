// Keeps the ImportsModel: the list of imports, the file that is brought, the import whose page is open, and the files
// that registers and other lists are taken out as. One thread.
#pragma once

#include <functional>
#include <optional>

#include "client/app/accounts/submitter.h"
#include "client/app/imports/imports_model.h"
#include "client/app/imports/opened_import_keeper.h"
#include "client/app/shell.h"
#include "client/app/text/strings.h"

namespace mingchou::client {

class ImportsKeeper {
 public:
  /// Network, shell and model outlive this. `made` is called when a file has been brought, `gone` when the import that
  /// was open has been put away.
  struct Listeners {
    std::function<void(const Import&)> made;
    std::function<void()> gone;
  };
  ImportsKeeper(Network& network, Shell& shell, ImportsModel& model, Listeners listeners);
  ~ImportsKeeper();
  ImportsKeeper(const ImportsKeeper&) = delete;
  ImportsKeeper& operator=(const ImportsKeeper&) = delete;

  void carry_out(const ImportsRequest& request);
  void file_chosen(ChosenFile file);
  /// See OpenedImportKeeper::work.
  std::optional<double> work(double now_ms) { return open_.work(now_ms); }
  void use_language(Language language) { open_.use_language(language == Language::chinese ? "zh-CN" : "en"); }
  /// The screen is left: errors of what was tried there go. A file on its way up goes on.
  void forget_forms();
  /// Nobody is signed in, or somebody else.
  void forget_all();

 private:
  template <class Request>
  void begin(const Request& request) {
    open_.begin(request);
  }
  void begin(const ReadImports& request);
  void begin(const ChooseImportFile& request);
  void begin(const UploadImport& request);
  void begin(const CancelUpload& request);
  void begin(const ReadExportForms& request);
  void begin(const ExportRegister& request);
  void begin(const ExportList& request);

  void cancel(Network::RequestId& id);
  Result<> take_made(const HttpAnswer& answer);
  void save_file(std::string path, ExportFormat format);

  Network& network_;
  Shell& shell_;
  Submitter submitter_;
  ImportsModel& model_;
  Listeners listeners_;
  OpenedImportKeeper open_;
  Network::RequestId reading_list_ = 0;
  Network::RequestId reading_forms_ = 0;
};

}  // namespace mingchou::client
