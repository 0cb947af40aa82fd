// The work of a target's page: reads the target and its notes into the Model, writes notes and keeps what is being
// typed. Nothing that was typed is lost: a draft reaches the disk within moments, a saved note before it is shown.
//
// One thread, between frames; every call is short.
#pragma once

#include <optional>
#include <string>

#include "client/app/data/local_store.h"
#include "client/app/model/register_model.h"

namespace mingchou::client {

class TargetPage {
 public:
  static constexpr double draft_pause_ms = 250;
  static constexpr std::int64_t notes_at_once = 50;

  /// All outlive it. What the models hold of an earlier session is taken over where the disk could not take it.
  TargetPage(LocalStore& store, TargetModel& page, NoteCounts& counts) : store_(store), page_(page), counts_(counts) {}

  void open(const TargetId& id);
  /// A new register is there.
  void reread_details();
  /// `undo_reason`: what history says of a note that was taken back at once.
  void carry_out(const NoteRequest& request, std::string_view undo_reason);

  /// Writes the draft if it is time. After how many milliseconds to come again; nothing: when something was typed.
  std::optional<double> keep_draft(double now_ms);
  /// Writes it now: before the page changes or the storage closes.
  void keep_draft_now();

 private:
  void keep(const KeepDraft& draft);
  void save(const SaveNote& note);
  void begin(const BeginAmending& request);
  void stop(const StopAmending&);
  void withdraw(const WithdrawNote& request);
  void undo(const UndoNote& request, std::string_view reason);
  void show(const ShowHistory& request);
  void show(const ShowOlderNotes&);

  Result<> read_all();
  Result<> read_notes(std::int64_t count);
  Result<> read_unfinished();
  Result<> read_draft();
  void notes_changed();
  void put_into_field(std::string text, std::optional<NoteId> amends);
  void report(Result<> result);
  Result<bool> withdraw(const NoteId& note, std::string_view reason);

  LocalStore& store_;
  TargetModel& page_;
  NoteCounts& counts_;
  bool draft_is_due_ = false;
  double last_kept_ms_ = 0;
};

}  // namespace mingchou::client
