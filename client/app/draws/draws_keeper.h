// Keeps the DrawsModel: reads the history, one draw with its task and result, and does what is asked for with it. A
// draw on its way is read again every two seconds while a screen shows it: its witnesses act on devices of their own.
// Invitations are told once by the server; they stay in memory alone. One thread.
#pragma once

#include <optional>
#include <string>

#include "client/app/accounts/submitter.h"
#include "client/app/draws/draws_model.h"
#include "client/app/imports/imports_model.h"
#include "client/app/model/fetcher.h"
#include "client/app/route.h"
#include "client/app/shell.h"

namespace mingchou::client {

class DrawsKeeper {
 public:
  /// Network, shell and model outlive this.
  DrawsKeeper(Network& network, Shell& shell, DrawsModel& model)
      : submitter_(network), fetcher_(network), shell_(shell), model_(model) {}
  DrawsKeeper(const DrawsKeeper&) = delete;
  DrawsKeeper& operator=(const DrawsKeeper&) = delete;

  void carry_out(const DrawsRequest& request);
  /// What the route shows begins to be read, as far as the session may see it.
  void show(const Route& route, const SessionModel& session);
  /// Reads the open draw again when it is time. After how many milliseconds it wants to be called again; nothing: after
  /// an answer, or not at all.
  std::optional<double> work(double now_ms, bool is_online);
  /// Evidence, for who chooses a file on a draw's page.
  void file_chosen(const ChosenFile& file);
  /// The screen is left: errors of forms go.
  void forget_forms();
  /// Nobody is signed in, or somebody else.
  void forget_all();

 private:
  void begin(const ReadDraws& request);
  void begin(const ReadMoreDraws& request);
  void begin(const ReadDrawTask& request);
  void begin(const OpenDrawPage& request);
  void begin(const PrepareDraw& request);
  void begin(const InviteAgain& request);
  void begin(const LeaveOutSeat& request);
  void begin(const FixDrawPlan& request);
  void begin(const TypeDrawValue& request);
  void begin(const CancelDraw& request);
  void begin(const SettleDraw& request);
  void begin(const SaveAuditBundle& request);
  void begin(const SaveDrawChanges& request);
  void begin(const SaveDrawProof& request);
  void begin(const ReadDrawResult& request);
  void begin(const ReadConformity& request);
  void begin(const ChooseEvidence& request);
  void begin(const ProposeSubstitution& request);
  void begin(const ProposeReplacement& request);
  void begin(const ConfirmDrawChange& request);
  void begin(const WithdrawDrawChange& request);

  void read_history(const std::string& cursor);
  void read_tasks_of_history();
  void read_open();
  void read_open_task();
  void forget_open();
  void take(Draw draw);
  /// A step of the open draw: the answer has the draw as it is now. After a failure it is read again.
  void move(Submission& submission, const HttpRequest& request);
  void change(Submission& submission, const HttpRequest& request);
  void keep_invitations(const std::vector<struct TokenOfSeat>& invitations);
  void save_file(Submission& submission, const std::string& file_path);
  std::string path() const;

  Submitter submitter_;
  Fetcher fetcher_;
  Shell& shell_;
  DrawsModel& model_;
  /// A task of the history that is being read.
  LoadState reading_task_;
  /// A screen shows the open draw.
  bool is_watched_ = false;
  std::optional<double> next_poll_ms_;
};

}  // namespace mingchou::client
