#include "shared/items/store_row.h"

namespace mingchou::items {
namespace {

constexpr std::string_view version_columns =
    "id, list_id, number, state, based_on_id, effective_from, effective_to, approved_on, approved_by, "
    "document_number, reason, content_hash, withdrawn_on, withdrawal_reason, revision, created_at, changed_at, "
    "created_by, issued_at, issued_by, "
    "(SELECT count(*) FROM item_list_item WHERE item_list_item.version_id = item_list_version.id), "
    "(SELECT count(*) FROM item_list_pin WHERE item_list_pin.version_id = item_list_version.id)";

Version version_of(const Statement& row) {
  Version version;
  version.id = id_of<VersionId>(row, 0);
  version.list_id = id_of<ListId>(row, 1);
  if (!row.is_null(2)) version.number = row.int64(2);
  // The schema's CHECK lets no other text in; what can't be is nothing that holds.
  version.state = state_from(row.text(3)).value_or(State::discarded);
  if (const auto base = row.uuid(4)) version.based_on = VersionId{*base};
  if (!row.is_null(5)) version.term = Term{date_of(row, 5), date_or_nothing(row, 6)};
  version.approved_on = date_or_nothing(row, 7);
  version.approved_by = row.text(8);
  version.document_number = row.text(9);
  version.reason = row.text(10);
  version.content_hash = digest_or_nothing(row, 11);
  version.withdrawn_on = date_or_nothing(row, 12);
  version.withdrawal_reason = row.text(13);
  version.revision = row.int64(14);
  version.created_at = row.instant(15);
  version.changed_at = row.instant(16);
  version.created_by = row.text(17);
  version.issued_at = instant_or_nothing(row, 18);
  version.issued_by = row.text(19);
  version.item_count = row.int64(20);
  version.pin_count = row.int64(21);
  return version;
}

std::string select_where(std::string_view condition) {
  return "SELECT " + std::string(version_columns) + " FROM item_list_version WHERE " + std::string(condition);
}

/// Of the issued ones the last, whatever became of it.
Result<std::optional<Version>> last_issued(Database& db, const ListId& list_id) {
  Statement find = MC_TRY(db.prepare(select_where("list_id = ? AND number IS NOT NULL ORDER BY number DESC LIMIT 1")));
  find.bind(1, list_id);
  if (!MC_TRY(find.step())) return std::nullopt;
  return version_of(find);
}

/// The last day on which a later version may not begin yet: two never hold at once.
CivilDate taken_until(const Term& term) {
  if (!term.effective_to || *term.effective_to <= term.effective_from) return term.effective_from;
  return term.effective_to->plus_days(-1);
}

Result<Issue> tidy(Issue details) {
  details.approved_by = MC_TRY(tidy_line("approved_by", details.approved_by, line_characters_max));
  details.document_number = MC_TRY(tidy_line("document_number", details.document_number, line_characters_max));
  details.reason = MC_TRY(tidy_lines("reason", details.reason, reason_characters_max));
  return details;
}

Result<> check_against_previous(Database& db, const std::optional<Version>& previous, std::span<const Item> items) {
  // After a withdrawal the same items may be issued anew.
  if (!previous || previous->state != State::issued) return {};
  const std::vector<Item> before = MC_TRY(read_items(db, previous->id));
  if (std::ranges::equal(before, items)) return fail(Error("items.nothing_changed"));
  return {};
}

Result<> supersede(Database& db, const std::optional<Version>& previous, CivilDate from, const Write& write) {
  if (!previous || previous->state != State::issued) return {};
  const Step done = MC_TRY(step(previous->state, Event::supersede));
  return db.run(
      "UPDATE item_list_version SET state = ?, effective_to = ?, revision = revision + 1, changed_at = ? WHERE id = ?",
      text_of(done.to), from.text(), write.at, previous->id);
}

/// The one that gave way to `version`, if that never came to hold.
Result<> reinstate_before(Database& db, const Version& version, const Write& write) {
  Statement find = MC_TRY(
      db.prepare(select_where("list_id = ? AND state = 'superseded' AND number < ? ORDER BY number DESC LIMIT 1")));
  find.bind_all(version.list_id, version.number.value_or(0));
  if (!MC_TRY(find.step())) return {};
  const Version previous = version_of(find);
  find.reset();
  if (previous.term->effective_to != version.term->effective_from) return {};
  const Step done = MC_TRY(step(previous.state, Event::reinstate));
  return db.run(
      "UPDATE item_list_version SET state = ?, effective_to = NULL, revision = revision + 1, changed_at = ? "
      "WHERE id = ?",
      text_of(done.to), write.at, previous.id);
}

Result<Header> header_of(Database& db, const Version& version) {
  const auto list = MC_TRY(find_list(db, version.list_id));
  return Header{.list_id = version.list_id,
                .version_id = version.id,
                .owner = list ? list->owner : Owner{},
                .number = version.number.value_or(0),
                .effective_from = version.term ? version.term->effective_from : CivilDate::first(),
                .approved_on = version.approved_on.value_or(CivilDate::first()),
                .approved_by = version.approved_by,
                .document_number = version.document_number,
                .reason = version.reason};
}

Result<> copy_items(Database& db, const VersionId& to, const VersionId& from, const Write& write) {
  return db.run(R"sql(
    INSERT INTO item_list_item (version_id, item_id, position, code, name, category, kind, cap_basis_points,
                                initiating_department_id, content, revision, changed_at, changed_by)
    SELECT ?, item_id, position, code, name, category, kind, cap_basis_points, initiating_department_id, content,
           1, ?, ? FROM item_list_item WHERE version_id = ?)sql",
                to, write.at, write.by, from);
}

}  // namespace

Result<> demand_step(Database& db, const Version& version, Event event, std::int64_t expected) {
  const auto now = MC_TRY(find_version(db, version.id));
  if (!now) return fail(Error("items.changed_meanwhile"));
  MC_TRY(step(now->state, event));
  if (now->revision != expected) return fail(Error("items.changed_meanwhile"));
  return {};
}

Result<> demand_step_now(Database& db, const VersionId& id, Event event) {
  const auto now = MC_TRY(find_version(db, id));
  if (!now) return fail(Error("items.changed_meanwhile"));
  return demand_step(*now, event);
}

Result<std::optional<Version>> find_version(Database& db, const VersionId& id) {
  Statement find = MC_TRY(db.prepare(select_where("id = ?")));
  find.bind(1, id);
  if (!MC_TRY(find.step())) return std::nullopt;
  return version_of(find);
}

Result<std::vector<Version>> read_versions(Database& db, const ListId& list_id, const std::optional<VersionId>& before,
                                           int limit) {
  Statement read = MC_TRY(db.prepare(select_where(before ? "list_id = ?1 AND id < ?3 ORDER BY id DESC LIMIT ?2"
                                                         : "list_id = ?1 ORDER BY id DESC LIMIT ?2")));
  read.bind(1, list_id).bind(2, limit);
  if (before) read.bind(3, *before);
  std::vector<Version> versions;
  while (MC_TRY(read.step())) versions.push_back(version_of(read));
  return versions;
}

Result<std::optional<Version>> version_on(Database& db, const ListId& list_id, CivilDate day) {
  Statement find = MC_TRY(db.prepare(select_where(
      "list_id = ?1 AND number IS NOT NULL AND effective_from <= ?2 AND (effective_to IS NULL OR effective_to > ?2) "
      "ORDER BY number DESC LIMIT 1")));
  find.bind_all(list_id, day.text());
  if (!MC_TRY(find.step())) return std::nullopt;
  return version_of(find);
}

Result<> insert_draft(Database& db, const VersionId& id, const ListId& list_id, const std::optional<Version>& based_on,
                      const Write& write) {
  const auto versions = MC_TRY(read_versions(db, list_id, {}, static_cast<int>(versions_max)));
  if (std::ranges::contains(versions, State::draft, &Version::state)) return fail(Error("items.draft_exists"));
  if (static_cast<std::int64_t>(versions.size()) >= versions_max)
    return fail(Error("items.too_many").with("field", "versions").with("max", versions_max));
  if (based_on) MC_TRY(demand_step_now(db, based_on->id, Event::copy));
  const auto base = based_on ? std::optional(based_on->id) : std::nullopt;
  MC_TRY(db.run(
      "INSERT INTO item_list_version (id, list_id, state, based_on_id, revision, created_at, created_by, changed_at) "
      "VALUES (?, ?, 'draft', ?, 1, ?, ?, ?)",
      id, list_id, base, write.at, write.by, write.at));
  if (!base) return {};
  return copy_items(db, id, *base, write);
}

Result<> issue(Database& db, const Version& draft, std::int64_t expected, const Issue& details, const Write& write) {
  MC_TRY(demand_step(db, draft, Event::issue, expected));
  const Issue tidied = MC_TRY(tidy(details));
  const auto list = MC_TRY(find_list(db, draft.list_id));
  const std::vector<Item> items = MC_TRY(read_items(db, draft.id));
  MC_TRY(check_list(items, list ? list->owner : Owner{}, department_finder(db)));
  const auto previous = MC_TRY(last_issued(db, draft.list_id));
  IssueDates dates{.today = write.today(),
                   .approved_on = tidied.approved_on,
                   .effective_from = tidied.effective_from,
                   .previous_effective_from = {}};
  if (previous && previous->term) dates.previous_effective_from = taken_until(*previous->term);
  MC_TRY(check_issue_dates(dates));
  MC_TRY(check_against_previous(db, previous, items));
  MC_TRY(supersede(db, previous, tidied.effective_from, write));

  Version issued = draft;
  issued.number = previous ? previous->number.value_or(0) + 1 : 1;
  issued.term = Term{tidied.effective_from, {}};
  issued.approved_on = tidied.approved_on;
  issued.approved_by = tidied.approved_by;
  issued.document_number = tidied.document_number;
  issued.reason = tidied.reason;
  const Header header = MC_TRY(header_of(db, issued));
  const crypto::Digest hash = hash_of(MC_TRY(content_of(header, items)));
  return db.run(
      "UPDATE item_list_version SET state = 'issued', number = ?, effective_from = ?, approved_on = ?, "
      "approved_by = ?, document_number = ?, reason = ?, content_hash = ?, revision = revision + 1, changed_at = ?, "
      "issued_at = ?, issued_by = ? WHERE id = ?",
      *issued.number, tidied.effective_from.text(), tidied.approved_on.text(), tidied.approved_by,
      tidied.document_number, tidied.reason, BytesView(hash), write.at, write.at, write.by, draft.id);
}

Result<> discard(Database& db, const Version& draft, std::int64_t expected, const Write& write) {
  MC_TRY(demand_step(db, draft, Event::discard, expected));
  return db.run(
      "UPDATE item_list_version SET state = 'discarded', revision = revision + 1, changed_at = ? WHERE id = ?",
      write.at, draft.id);
}

Result<> withdraw(Database& db, const Version& version, std::int64_t expected, CivilDate ends_on,
                  std::string_view reason, const Write& write) {
  MC_TRY(demand_step(db, version, Event::withdraw, expected));
  if (ends_on < write.today()) return fail(Error("items.withdrawn_in_past"));
  const std::string tidied = MC_TRY(tidy_lines("reason", reason, reason_characters_max));
  MC_TRY(db.run(
      "UPDATE item_list_version SET state = 'withdrawn', effective_to = ?, withdrawn_on = ?, withdrawal_reason = ?, "
      "revision = revision + 1, changed_at = ? WHERE id = ?",
      ends_on.text(), write.today().text(), tidied, write.at, version.id));
  if (ends_on > version.term->effective_from) return {};
  return reinstate_before(db, version, write);
}

Result<> pin(Database& db, const Version& version, const Pin& pin, const Write& write) {
  const auto now = MC_TRY(find_version(db, version.id));
  if (!now) return fail(Error("items.changed_meanwhile"));
  // What has been withdrawn or was never issued is refused by the table, what does not hold that day by its dates.
  MC_TRY(demand_step(*now, Event::pin));
  if (!now->term || !holds_on(*now->term, pin.day))
    return fail(Error("items.not_in_force").with("date", pin.day.text()));
  if (now->content_hash != pin.content_hash) return fail(Error("items.hash_differs"));
  MC_TRY(read_content(db, *now));
  return db.run(
      "INSERT INTO item_list_pin (version_id, holder_kind, holder_id, pinned_for, recorded_at, recorded_by) "
      "VALUES (?, ?, ?, ?, ?, ?)",
      version.id, pin.holder_kind, pin.holder_id, pin.day.text(), write.at, write.by);
}

Result<std::string> read_content(Database& db, const Version& version) {
  const Header header = MC_TRY(header_of(db, version));
  const std::vector<Item> items = MC_TRY(read_items(db, version.id));
  std::string content = MC_TRY(content_of(header, items));
  if (version.content_hash && hash_of(content) != *version.content_hash) return fail(Error("items.hash_differs"));
  return content;
}

}  // namespace mingchou::items
