#include "client/app/model/target_page.h"

#include <algorithm>
#include <utility>

namespace mingchou::client {

void TargetPage::open(const TargetId& id) {
  keep_draft_now();
  const bool same = page_.id == id;
  // What could not be written when the storage closed is still in the field.
  const bool field_is_newer = same && page_.editor.draft_error.has_value();
  NoteEditor editor = std::move(page_.editor);
  const std::uint64_t revision = editor.revision;
  page_ = {};
  page_.id = id;
  page_.is_read = true;
  page_.editor.revision = revision + 1;
  report(read_all());
  if (field_is_newer) {
    editor.revision = revision + 1;
    page_.editor = std::move(editor);
    draft_is_due_ = true;
  }
}

void TargetPage::reread_details() {
  auto details = store_.register_store().details(page_.id);
  if (details)
    page_.details = *std::move(details);
  else
    page_.error = details.error();
}

void TargetPage::carry_out(const NoteRequest& request, std::string_view undo_reason) {
  struct Visitor {
    TargetPage& page;
    std::string_view undo_reason;
    void operator()(const KeepDraft& draft) const { page.keep(draft); }
    void operator()(const SaveNote& note) const { page.save(note); }
    void operator()(const BeginAmending& note) const { page.begin(note); }
    void operator()(const StopAmending& stop) const { page.stop(stop); }
    void operator()(const WithdrawNote& note) const { page.withdraw(note); }
    void operator()(const UndoNote& note) const { page.undo(note, undo_reason); }
    void operator()(const ShowHistory& note) const { page.show(note); }
    void operator()(const ShowOlderNotes& older) const { page.show(older); }
  };
  if (page_.is_read) std::visit(Visitor{*this, undo_reason}, request);
}

void TargetPage::report(Result<> result) {
  if (result)
    page_.error.reset();
  else
    page_.error = std::move(result).error();
}

// --- reading ------------------------------------------------------------------------------------------------

Result<> TargetPage::read_all() {
  page_.details = MC_TRY(store_.register_store().details(page_.id));
  MC_TRY(read_notes(notes_at_once));
  MC_TRY(read_unfinished());
  return read_draft();
}

Result<> TargetPage::read_notes(std::int64_t count) {
  // One more than is shown tells whether there are more.
  page_.notes = MC_TRY(store_.notes().of_target(page_.id, count + 1));
  page_.has_older_notes = std::cmp_greater(page_.notes.size(), count);
  if (page_.has_older_notes) page_.notes.pop_back();
  return {};
}

Result<> TargetPage::read_unfinished() {
  page_.unfinished.clear();
  for (const Draft& draft : MC_TRY(store_.notes().drafts()))
    if (draft.target_id == page_.id && draft.note_id) page_.unfinished.push_back(*draft.note_id);
  return {};
}

Result<> TargetPage::read_draft() {
  const auto draft = MC_TRY(store_.notes().draft(page_.id));
  put_into_field(draft ? draft->text : std::string(), {});
  return {};
}

void TargetPage::put_into_field(std::string text, std::optional<NoteId> amends) {
  const std::uint64_t revision = page_.editor.revision + 1;
  page_.editor = {};
  page_.editor.amends = amends;
  page_.editor.text = std::move(text);
  page_.editor.revision = revision;
  draft_is_due_ = false;
}

void TargetPage::notes_changed() {
  const auto shown = static_cast<std::int64_t>(page_.notes.size());
  Result<> read = read_notes(std::max(notes_at_once, shown));
  if (read) read = read_unfinished();
  if (read && page_.history_of) show(ShowHistory{page_.history_of});
  if (const auto count = store_.notes().count_of(page_.id)) counts_.set(page_.id, *count);
  report(std::move(read));
}

// --- what is being typed ------------------------------------------------------------------------------------

void TargetPage::keep(const KeepDraft& draft) {
  page_.editor.text = draft.text;
  draft_is_due_ = true;
}

std::optional<double> TargetPage::keep_draft(double now_ms) {
  if (!draft_is_due_) return std::nullopt;
  const double wait_ms = last_kept_ms_ + draft_pause_ms - now_ms;
  if (wait_ms > 0 && wait_ms <= draft_pause_ms) return wait_ms;
  last_kept_ms_ = now_ms;
  keep_draft_now();
  return std::nullopt;
}

void TargetPage::keep_draft_now() {
  if (!std::exchange(draft_is_due_, false)) return;
  NoteEditor& editor = page_.editor;
  const Result<> kept = store_.notes().save_draft(page_.id, editor.text, editor.amends);
  if (kept)
    editor.draft_error.reset();
  else
    editor.draft_error = kept.error();
}

// --- notes --------------------------------------------------------------------------------------------------

void TargetPage::save(const SaveNote& request) {
  NoteEditor& editor = page_.editor;
  editor.text = request.text;
  const std::string name = page_.details         ? page_.details->target.name
                           : page_.notes.empty() ? std::string()
                                                 : page_.notes.front().target_name;
  const auto saved = editor.amends ? store_.notes().amend(*editor.amends, request.text)
                                   : store_.notes().add(page_.id, name, request.text);
  if (!saved) {
    editor.error = saved.error();
    draft_is_due_ = true;
    return;
  }
  page_.just_saved = editor.amends ? std::nullopt : std::optional(saved->id);
  put_into_field({}, {});
  // While a note was mended, a new one may have been begun.
  report(read_draft());
  notes_changed();
}

void TargetPage::begin(const BeginAmending& request) {
  keep_draft_now();
  const auto note = std::ranges::find(page_.notes, request.note, &Note::id);
  if (note == page_.notes.end()) return;
  const auto draft = store_.notes().draft(page_.id, request.note);
  if (!draft) return report(std::unexpected(draft.error()));
  put_into_field(*draft ? (*draft)->text : note->text, request.note);
}

void TargetPage::stop(const StopAmending&) {
  if (!page_.editor.amends) return;
  draft_is_due_ = false;
  Result<> done = store_.notes().discard_draft(page_.id, page_.editor.amends);
  if (done) done = read_draft();
  if (done) done = read_unfinished();
  report(std::move(done));
}

Result<bool> TargetPage::withdraw(const NoteId& note, std::string_view reason) {
  const auto withdrawn = store_.notes().withdraw(note, reason);
  if (!withdrawn) return std::unexpected(withdrawn.error());
  if (page_.just_saved == note) page_.just_saved.reset();
  return true;
}

void TargetPage::withdraw(const WithdrawNote& request) {
  const auto done = withdraw(request.note, request.reason);
  if (!done) return report(std::unexpected(done.error()));
  if (page_.editor.amends == request.note) report(read_draft());
  notes_changed();
}

void TargetPage::undo(const UndoNote& request, std::string_view reason) {
  const auto note = std::ranges::find(page_.notes, request.note, &Note::id);
  if (note == page_.notes.end()) return;
  const std::string text = note->text;
  const auto done = withdraw(request.note, reason);
  if (!done) return report(std::unexpected(done.error()));
  // What was written goes back into the field, unless something new stands there.
  if (!page_.editor.amends && page_.editor.text.empty()) {
    put_into_field(text, {});
    draft_is_due_ = true;
  }
  notes_changed();
}

void TargetPage::show(const ShowHistory& request) {
  page_.history_of = request.note;
  page_.history.clear();
  if (!request.note) return;
  auto history = store_.notes().history(*request.note);
  if (history)
    page_.history = *std::move(history);
  else
    page_.error = history.error();
}

void TargetPage::show(const ShowOlderNotes&) {
  report(read_notes(std::min<std::int64_t>(static_cast<std::int64_t>(page_.notes.size()) + notes_at_once,
                                           note_limits::page_max - 1)));
}

}  // namespace mingchou::client
