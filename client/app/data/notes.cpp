#include "client/app/data/notes.h"

#include <algorithm>
#include <utility>

#include "shared/json/canonical.h"
#include "shared/json/fields.h"
#include "shared/json/writer.h"
#include "shared/text/normal_form.h"
#include "shared/text/utf8.h"

namespace mingchou::client {
namespace {

constexpr std::string_view entity = "note";
/// Of notes that the present user may see: their own, and those from before there were accounts.
constexpr std::string_view is_own = "author IN ('', ?1)";

bool is_blank(char32_t c) {
  return c <= 0x20 || c == 0x7F || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

/// Line ends become "\n"; other control characters go. All else stays as it was typed: joiners and variation selectors
/// belong to names.
std::string without_controls(std::string_view text) {
  std::string kept;
  char32_t before = 0;
  for (const char32_t c : text::CodePoints(text)) {
    if (c == U'\r' || (c == U'\n' && before != U'\r'))
      kept += '\n';
    else if (c == U'\t' || (c >= 0x20 && c != 0x7F && (c < 0x80 || c > 0x9F)))
      text::append_code_point(kept, c);
    before = c;
  }
  return kept;
}

std::string_view trimmed(std::string_view text) {
  std::size_t first = text.size(), last = 0;
  const text::CodePoints points(text);
  for (auto at = points.begin(); at != points.end();) {
    const std::size_t start = at.offset();
    const char32_t c = *at;
    ++at;
    if (is_blank(c)) continue;
    first = std::min(first, start);
    last = at.offset();
  }
  return first < last ? text.substr(first, last - first) : std::string_view();
}

/// The form in which texts are kept; empty if there is nothing but blanks.
Result<std::string> brought_into_form(std::string_view text, std::size_t characters_max) {
  const std::string composed = MC_TRY(text::nfc(text));
  std::string clean(trimmed(without_controls(composed)));
  const std::size_t characters = text::count_code_points(clean);
  if (characters > characters_max)
    return fail(Error("note.too_long")
                    .with("characters", static_cast<long long>(characters))
                    .with("characters_max", static_cast<long long>(characters_max)));
  return clean;
}

Result<std::string> note_text(std::string_view text) {
  std::string clean = MC_TRY(brought_into_form(text, note_limits::characters_max));
  if (clean.empty()) return fail(Error("note.empty"));
  return clean;
}

Result<std::string> patch_of(json::Writer&& writer) { return json::canonical(std::move(writer).take()); }

BytesView bytes_of(const std::optional<NoteId>& note) { return note ? BytesView(note->uuid.bytes) : BytesView(); }

/// The state that needs most attention of all operations of a note.
constexpr std::string_view state_column =
    "(SELECT o.state FROM op o WHERE o.entity = 'note' AND o.entity_id = n.id ORDER BY CASE o.state"
    " WHEN 'rejected' THEN 0 WHEN 'conflict' THEN 1 WHEN 'quarantined' THEN 2 WHEN 'saved' THEN 3 WHEN 'sent' THEN 4"
    " WHEN 'accepted' THEN 5 ELSE 6 END LIMIT 1)";

std::string select_notes(std::string_view condition) {
  return "SELECT n.position, n.id, n.target_id, n.target_name, n.text, n.revision, n.author, n.added_at, n.changed_at,"
         " n.withdrawn_reason, " +
         std::string(state_column) + " FROM note n WHERE " + std::string(condition);
}

Result<Note> note_of(const Statement& row) {
  const auto id = row.uuid(1), target = row.uuid(2);
  const auto state = sync::state_from(row.text(10));
  if (!id || !target || !state) return fail(Error("store.damaged").with("path", "note"));
  Note note{.id = {*id},
            .target_id = {*target},
            .target_name = std::string(row.text(3)),
            .text = std::string(row.text(4)),
            .revision = row.int64(5),
            .author = std::string(row.text(6)),
            .added_at = row.instant(7),
            .changed_at = row.instant(8),
            .withdrawn_reason = {},
            .state = *state,
            .position = row.int64(0)};
  if (!row.is_null(9)) note.withdrawn_reason = row.text(9);
  return note;
}

std::int64_t bounded(std::int64_t count) { return std::clamp<std::int64_t>(count, 0, note_limits::page_max); }

constexpr std::int64_t after_all = std::numeric_limits<std::int64_t>::max();

Result<Draft> draft_of(const Statement& row) {
  const auto target = row.uuid(0);
  if (!target) return fail(Error("store.damaged").with("path", "draft"));
  Draft draft{.target_id = {*target}, .note_id = {}, .text = std::string(row.text(2)), .changed_at = row.instant(3)};
  if (const auto note = row.uuid(1)) draft.note_id = NoteId{*note};
  return draft;
}

}  // namespace

// --- writing ------------------------------------------------------------------------------------------------

sync::NewOperation Notes::operation_on(const NoteId& note, std::string_view kind, std::int64_t base_rev,
                                       std::string patch) {
  return {.id = {ids_.next()},
          .device = author_.device,
          .epoch = author_.epoch,
          .user = author_.user,
          .entity = std::string(entity),
          .entity_id = note.uuid,
          .kind = std::string(kind),
          .base_rev = base_rev,
          .patch = std::move(patch),
          .at = clock_.now(),
          .clock_offset_ms = author_.clock_offset_ms};
}

Result<Note> Notes::record(const TargetId& target, const sync::NewOperation& content, bool clear_draft_of_note) {
  const NoteId id{content.entity_id};
  Transaction transaction = MC_TRY(Transaction::begin(db_));
  const sync::Operation operation = MC_TRY(log_.append(content));
  MC_TRY(apply(operation));
  MC_TRY(remove_draft(target, clear_draft_of_note ? std::optional(id) : std::nullopt));
  auto note = MC_TRY(find(id));
  MC_TRY(transaction.commit());
  ++version_;
  return *std::move(note);
}

Result<Note> Notes::add(const TargetId& target, std::string_view target_name, std::string_view text) {
  const std::string clean = MC_TRY(note_text(text));
  json::Writer patch;
  patch.begin_object().field("target_id", target.uuid.text()).field("target_name", target_name);
  patch.field("text", clean).end_object();
  return record(target, operation_on({ids_.next()}, "add", 0, MC_TRY(patch_of(std::move(patch)))), false);
}

Result<Note> Notes::amend(const NoteId& id, std::string_view text) {
  const std::string clean = MC_TRY(note_text(text));
  const auto note = MC_TRY(find(id));
  if (!note) return fail(Error("note.unknown"));
  if (note->withdrawn_reason) return fail(Error("note.withdrawn"));
  if (note->text == clean) return fail(Error("note.same"));
  const auto versions = MC_TRY(history(id));
  json::Writer patch;
  patch.begin_object().field("amends", versions.back().operation_id.uuid.text()).field("text", clean).end_object();
  return record(note->target_id, operation_on(id, "amend", note->revision, MC_TRY(patch_of(std::move(patch)))), true);
}

Result<Note> Notes::withdraw(const NoteId& id, std::string_view reason) {
  const std::string clean = MC_TRY(brought_into_form(reason, note_limits::reason_characters_max));
  if (clean.empty()) return fail(Error("note.no_reason"));
  const auto note = MC_TRY(find(id));
  if (!note) return fail(Error("note.unknown"));
  if (note->withdrawn_reason) return fail(Error("note.withdrawn"));
  json::Writer patch;
  patch.begin_object().field("reason", clean).end_object();
  return record(note->target_id, operation_on(id, "withdraw", note->revision, MC_TRY(patch_of(std::move(patch)))),
                true);
}

/// The one place where operations become rows; rebuild() goes through it too.
Result<> Notes::apply(const sync::Operation& operation) {
  const json::Document document = MC_TRY(json::parse(operation.patch));
  auto patch = MC_TRY(json::ObjectReader::of(document.root()));
  if (operation.kind == "add") {
    const auto target = Uuid::parse(MC_TRY(patch.text("target_id")));
    if (!target) return fail(Error("sync.bad_operation").with("field", "patch"));
    return db_.run(
        "INSERT INTO note(id, target_id, target_name, text, revision, author, added_at, changed_at, last_op)"
        " VALUES(?, ?, ?, ?, 1, ?, ?, ?, ?)",
        operation.entity_id, *target, MC_TRY(patch.text("target_name")), MC_TRY(patch.text("text")), operation.user,
        operation.at, operation.at, operation.id);
  }
  if (operation.kind == "amend")
    return db_.run("UPDATE note SET text = ?, revision = revision + 1, changed_at = ?, last_op = ? WHERE id = ?",
                   MC_TRY(patch.text("text")), operation.at, operation.id, operation.entity_id);
  if (operation.kind == "withdraw")
    return db_.run(
        "UPDATE note SET withdrawn_reason = ?, revision = revision + 1, changed_at = ?, last_op = ? WHERE id = ?",
        MC_TRY(patch.text("reason")), operation.at, operation.id, operation.entity_id);
  // Of a newer program: the operation stays, what it does is shown when this program knows it.
  return {};
}

Result<> Notes::rebuild() {
  constexpr std::int64_t step = 500;
  Transaction transaction = MC_TRY(Transaction::begin(db_));
  MC_TRY(db_.run("DELETE FROM note"));
  std::int64_t epoch = 0, dev_seq = 0;
  for (;;) {
    const auto operations = MC_TRY(log_.after(author_.device, epoch, dev_seq, step));
    if (operations.empty()) break;
    for (const sync::Operation& operation : operations)
      if (operation.entity == entity) MC_TRY(apply(operation));
    epoch = operations.back().epoch;
    dev_seq = operations.back().dev_seq;
  }
  MC_TRY(transaction.commit());
  ++version_;
  return {};
}

// --- reading ------------------------------------------------------------------------------------------------

Result<std::vector<Note>> Notes::list(Statement& rows) {
  std::vector<Note> notes;
  while (MC_TRY(rows.step())) notes.push_back(MC_TRY(note_of(rows)));
  return notes;
}

Result<std::optional<Note>> Notes::find(const NoteId& note) {
  Statement row = MC_TRY(db_.prepare(select_notes("n.id = ?")));
  row.bind_all(note);
  if (!MC_TRY(row.step())) return std::nullopt;
  return MC_TRY(note_of(row));
}

Result<std::vector<Note>> Notes::of_target(const TargetId& target, std::int64_t count_max,
                                           std::optional<std::int64_t> before_position) {
  Statement rows = MC_TRY(db_.prepare(select_notes(
      std::string(is_own) + " AND n.target_id = ?2 AND n.position < ?3 ORDER BY n.position DESC LIMIT ?4")));
  rows.bind_all(author_.user, target, before_position.value_or(after_all), bounded(count_max));
  return list(rows);
}

Result<std::vector<Note>> Notes::latest(std::int64_t count_max, std::optional<std::int64_t> before_position) {
  Statement rows = MC_TRY(db_.prepare(select_notes(
      std::string(is_own) + " AND n.withdrawn_reason IS NULL AND n.position < ?2 ORDER BY n.position DESC LIMIT ?3")));
  rows.bind_all(author_.user, before_position.value_or(after_all), bounded(count_max));
  return list(rows);
}

Result<std::int64_t> Notes::count_of(const TargetId& target) {
  Statement row = MC_TRY(db_.prepare("SELECT count(*) FROM note WHERE " + std::string(is_own) +
                                     " AND target_id = ?2 AND withdrawn_reason IS NULL"));
  row.bind_all(author_.user, target);
  MC_TRY(row.step());
  return row.int64(0);
}

Result<std::int64_t> Notes::count() {
  Statement row =
      MC_TRY(db_.prepare("SELECT count(*) FROM note WHERE " + std::string(is_own) + " AND withdrawn_reason IS NULL"));
  row.bind_all(author_.user);
  MC_TRY(row.step());
  return row.int64(0);
}

Result<std::vector<std::pair<TargetId, std::int64_t>>> Notes::counts() {
  Statement rows = MC_TRY(db_.prepare("SELECT target_id, count(*) FROM note WHERE " + std::string(is_own) +
                                      " AND withdrawn_reason IS NULL GROUP BY target_id"));
  rows.bind_all(author_.user);
  std::vector<std::pair<TargetId, std::int64_t>> counts;
  while (MC_TRY(rows.step()))
    if (const auto target = rows.uuid(0)) counts.emplace_back(TargetId{*target}, rows.int64(1));
  return counts;
}

Result<std::vector<NoteVersion>> Notes::history(const NoteId& note) {
  std::vector<NoteVersion> versions;
  for (const sync::Operation& operation : MC_TRY(log_.of_entity(entity, note.uuid))) {
    const json::Document document = MC_TRY(json::parse(operation.patch));
    const auto text = document.root().find("text"), reason = document.root().find("reason");
    NoteVersion version{.operation_id = operation.id,
                        .revision = operation.base_rev + 1,
                        .at = operation.at,
                        .author = operation.user,
                        .text = versions.empty() ? std::string() : versions.back().text,
                        .withdrawn_reason = {},
                        .state = operation.state};
    if (text) version.text = text->text().value_or("");
    if (reason) version.withdrawn_reason = reason->text().value_or("");
    versions.push_back(std::move(version));
  }
  return versions;
}

// --- drafts -------------------------------------------------------------------------------------------------

Result<> Notes::save_draft(const TargetId& target, std::string_view text, std::optional<NoteId> note) {
  if (text.empty()) return discard_draft(target, note);
  if (text.size() > note_limits::draft_bytes_max)
    return fail(Error("text.too_long")
                    .with("bytes", static_cast<long long>(text.size()))
                    .with("bytes_max", static_cast<long long>(note_limits::draft_bytes_max)));
  MC_TRY(
      db_.run("INSERT INTO draft(user, target_id, note_id, text, changed_at) VALUES(?, ?, ?, ?, ?)"
              " ON CONFLICT(target_id, note_id, user) DO UPDATE SET text = excluded.text,"
              " changed_at = excluded.changed_at",
              author_.user, target, bytes_of(note), text::replace_ill_formed(text), clock_.now()));
  ++version_;
  return {};
}

Result<std::optional<Draft>> Notes::draft(const TargetId& target, std::optional<NoteId> note) {
  Statement row =
      MC_TRY(db_.prepare("SELECT target_id, note_id, text, changed_at FROM draft"
                         " WHERE target_id = ? AND note_id = ? AND user = ?"));
  row.bind_all(target, bytes_of(note), author_.user);
  if (!MC_TRY(row.step())) return std::nullopt;
  return MC_TRY(draft_of(row));
}

Result<> Notes::discard_draft(const TargetId& target, std::optional<NoteId> note) {
  MC_TRY(remove_draft(target, note));
  ++version_;
  return {};
}

Result<> Notes::remove_draft(const TargetId& target, std::optional<NoteId> note) {
  return db_.run("DELETE FROM draft WHERE target_id = ? AND note_id = ? AND user = ?", target, bytes_of(note),
                 author_.user);
}

Result<std::vector<Draft>> Notes::drafts() {
  Statement rows =
      MC_TRY(db_.prepare("SELECT target_id, note_id, text, changed_at FROM draft WHERE user = ?"
                         " ORDER BY changed_at DESC, target_id, note_id LIMIT ?"));
  rows.bind_all(author_.user, note_limits::page_max);
  std::vector<Draft> drafts;
  while (MC_TRY(rows.step())) drafts.push_back(MC_TRY(draft_of(rows)));
  return drafts;
}

}  // namespace mingchou::client
