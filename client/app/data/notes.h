// Notes on inspection targets, and the drafts of notes.
//
// A note is a chain of operations on entity "note": "add" {target_id, target_name, text}, then "amend" {text, amends}
// and "withdraw" {reason}; nothing is ever overwritten, history() reads all of it. The table `note` is what these say,
// written in the same transaction, and rebuild() makes it anew from them. When a call here has succeeded the note is
// on the disk. One thread; every call is short.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/registry/entities.h"
#include "shared/store/database.h"
#include "shared/sync/operation_log.h"

namespace mingchou::client {

namespace note_limits {
/// Characters as a person counts code points, after the text was brought into its form.
inline constexpr std::size_t characters_max = 4000;
inline constexpr std::size_t reason_characters_max = 500;
/// What is being typed may be longer for a while.
inline constexpr std::size_t draft_bytes_max = 64 * 1024;
inline constexpr std::int64_t page_max = 500;
}  // namespace note_limits

struct NoteTag;
using NoteId = Id<NoteTag>;

struct Note {
  NoteId id;
  TargetId target_id;
  /// When the note was made; the register may have lost the target since.
  std::string target_name;
  std::string text;
  /// 1 as added, one more for each change.
  std::int64_t revision = 1;
  std::string author;
  Instant added_at, changed_at;
  /// Set: withdrawn, and why.
  std::optional<std::string> withdrawn_reason;
  /// Of all its operations the one that needs most attention: a note is "safe" when all of it is.
  sync::State state = sync::State::saved;
  /// Order in which notes were made here; for paging.
  std::int64_t position = 0;

  bool operator==(const Note&) const = default;
};

/// One wording of a note, or its withdrawal.
struct NoteVersion {
  sync::OperationId operation_id;
  std::int64_t revision = 1;
  Instant at;
  std::string author;
  std::string text;
  std::optional<std::string> withdrawn_reason;
  sync::State state = sync::State::saved;
};

struct Draft {
  TargetId target_id;
  /// The note that is being mended; nothing: a new one.
  std::optional<NoteId> note_id;
  std::string text;
  Instant changed_at;
};

/// Who makes operations on this tablet.
struct Author {
  sync::DeviceId device;
  std::int64_t epoch = 1;
  std::string user;
  std::optional<std::int64_t> clock_offset_ms;
};

/// Notes and drafts of the author; nobody reads those of another user of the tablet.
class Notes {
 public:
  /// All outlive it.
  Notes(Database& db, sync::OperationLog& log, UuidGenerator& ids, Clock& clock, const Author& author)
      : db_(db), log_(log), ids_(ids), clock_(clock), author_(author) {}

  /// Each returns when the note is on the disk, and its draft gone. Texts are brought into NFC, without control
  /// characters and blanks at the ends.
  /// Errors: note.empty, note.too_long {characters, characters_max}, note.no_reason, note.withdrawn, note.unknown,
  /// note.same, text.…, store.…; nothing is changed then.
  Result<Note> add(const TargetId& target, std::string_view target_name, std::string_view text);
  Result<Note> amend(const NoteId& note, std::string_view text);
  Result<Note> withdraw(const NoteId& note, std::string_view reason);

  Result<std::optional<Note>> find(const NoteId& note);
  /// Newest first, at most `count_max` (page_max at most) older than `before_position`. Withdrawn ones too.
  Result<std::vector<Note>> of_target(const TargetId& target, std::int64_t count_max = note_limits::page_max,
                                      std::optional<std::int64_t> before_position = {});
  /// Of all targets, without withdrawn ones.
  Result<std::vector<Note>> latest(std::int64_t count_max, std::optional<std::int64_t> before_position = {});
  /// Without withdrawn ones.
  Result<std::int64_t> count_of(const TargetId& target);
  Result<std::int64_t> count();
  /// Of each target that has some, without withdrawn ones.
  Result<std::vector<std::pair<TargetId, std::int64_t>>> counts();
  /// Oldest first.
  Result<std::vector<NoteVersion>> history(const NoteId& note);

  /// Text as it stands in the field, on the disk when it returns; an empty one removes the draft.
  Result<> save_draft(const TargetId& target, std::string_view text, std::optional<NoteId> note = {});
  Result<std::optional<Draft>> draft(const TargetId& target, std::optional<NoteId> note = {});
  Result<void> discard_draft(const TargetId& target, std::optional<NoteId> note = {});
  /// Newest first.
  Result<std::vector<Draft>> drafts();

  /// Makes the table of notes anew from the operations, in one transaction.
  Result<> rebuild();

  /// The author is somebody else from now on: other notes.
  void author_changed() { ++version_; }
  /// Differs after every change made here: a screen that showed an older number reads again.
  std::uint64_t version() const { return version_; }

 private:
  Result<Note> record(const TargetId& target, const sync::NewOperation& content, bool clear_draft_of_note);
  Result<std::vector<Note>> list(Statement& rows);
  Result<> remove_draft(const TargetId& target, std::optional<NoteId> note);
  Result<> apply(const sync::Operation& operation);
  sync::NewOperation operation_on(const NoteId& note, std::string_view kind, std::int64_t base_rev, std::string patch);

  Database& db_;
  sync::OperationLog& log_;
  UuidGenerator& ids_;
  Clock& clock_;
  const Author& author_;
  std::uint64_t version_ = 1;
};

}  // namespace mingchou::client
