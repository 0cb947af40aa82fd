// The target register on this device, and the notes on its targets, as screens see them; and what screens ask for.
// Workspace fills these between frames. Plain data, but for the pointers into the register's index: they belong
// together and hold until the next frame.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "client/app/data/notes.h"
#include "client/app/data/register_download.h"
#include "client/app/data/register_store.h"
#include "client/app/model/note_counts.h"
#include "client/app/register/target_list.h"
#include "client/app/register/target_rows.h"

namespace mingchou::client {

struct RegisterModel {
  /// The register that is on this device, if one is.
  std::optional<Generation> generation;
  DownloadStatus download;
  /// While the register is being made ready for lists.
  std::optional<JobProgress> preparing;
  /// Why it can't be shown.
  std::optional<Error> error;

  /// All null until it has been made ready.
  const RegisterIndex* index = nullptr;
  const TargetList* list = nullptr;
  /// at() gives what has been read and notes what is to be read; drawing reads nothing itself.
  TargetRows* rows = nullptr;
  /// Asked for; list->view() is what is there already.
  TargetView view;
  NoteCounts note_counts;
};

/// The field in which a note is written or mended.
struct NoteEditor {
  /// The note that is mended; nothing: a new one.
  std::optional<NoteId> amends;
  std::string text;
  /// Differs when `text` has to replace what stands in the field.
  std::uint64_t revision = 0;
  /// Why the note was not saved. The text is still in the field.
  std::optional<Error> error;
  /// Why what is being typed could not be kept as a draft.
  std::optional<Error> draft_error;
};

/// One target, and the notes on it.
struct TargetModel {
  TargetId id;
  /// False while the storage is closed: nothing below is known then.
  bool is_read = false;
  /// Nothing: the register on this device does not have it, or there is none.
  std::optional<TargetDetails> details;
  /// Newest first.
  std::vector<Note> notes;
  bool has_older_notes = false;
  /// Notes with a change that was begun and not saved.
  std::vector<NoteId> unfinished;
  std::optional<NoteId> history_of;
  std::vector<NoteVersion> history;
  NoteEditor editor;
  /// Of what the user did last and can take back at once.
  std::optional<NoteId> just_saved;
  /// Why something could not be read or withdrawn.
  std::optional<Error> error;
};

/// All notes of this device.
struct NotesModel {
  std::int64_t count = 0;
  std::vector<Note> latest;
  /// Operations that the server has not confirmed.
  std::int64_t not_on_server = 0;
  /// All that were ever made here.
  std::int64_t operations = 0;
};

// --- what screens ask for -----------------------------------------------------------------------------------

/// download_now: does not wait for its time to try again.
enum class RegisterRequest { download, download_now, cancel_download };

/// The field holds this now.
struct KeepDraft {
  std::string text;
};
/// Saves what the field holds: a new note, or the mended one.
struct SaveNote {
  std::string text;
};
struct BeginAmending {
  NoteId note;
};
/// Leaves the note as it was and drops what was typed.
struct StopAmending {};
struct WithdrawNote {
  NoteId note;
  std::string reason;
};
/// Takes back a note that was saved just now; its text returns to the field.
struct UndoNote {
  NoteId note;
};
/// Nothing: hides it.
struct ShowHistory {
  std::optional<NoteId> note;
};
struct ShowOlderNotes {};
using NoteRequest =
    std::variant<KeepDraft, SaveNote, BeginAmending, StopAmending, WithdrawNote, UndoNote, ShowHistory, ShowOlderNotes>;

}  // namespace mingchou::client
