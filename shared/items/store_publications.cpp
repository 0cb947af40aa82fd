#include "shared/items/store_row.h"

namespace mingchou::items {
namespace {

constexpr std::string_view publication_columns =
    "id, version_id, notice, channel, published_on, address, recorded_at, recorded_by, voided_at, voided_by, "
    "void_reason";

Publication publication_of(const Statement& row) {
  Publication publication;
  publication.id = id_of<PublicationId>(row, 0);
  publication.version_id = id_of<VersionId>(row, 1);
  publication.notice = notice_from(row.text(2)).value_or(Notice::issue);
  publication.channel = channel_from(row.text(3)).value_or(Channel::department_portal);
  publication.published_on = date_of(row, 4);
  publication.address = row.text(5);
  publication.recorded_at = row.instant(6);
  publication.recorded_by = row.text(7);
  publication.voided_at = instant_or_nothing(row, 8);
  publication.voided_by = row.text(9);
  publication.void_reason = row.text(10);
  return publication;
}

std::string select_where(std::string_view condition) {
  return "SELECT " + std::string(publication_columns) + " FROM item_list_publication WHERE " + std::string(condition);
}

/// Not before there was something to publish, and not before it has happened.
Result<> check_day(const Version& version, const Publication& publication, CivilDate today) {
  if (publication.notice == Notice::withdrawal && !version.withdrawn_on) return fail(Error("items.nothing_withdrawn"));
  const auto first = publication.notice == Notice::issue ? version.approved_on : version.withdrawn_on;
  if (publication.published_on > today) return fail(Error("items.published_in_future"));
  if (first && publication.published_on < *first)
    return fail(Error("items.published_too_early").with("date", first->text()));
  return {};
}

}  // namespace

Result<> insert_publication(Database& db, const Version& version, Publication publication, const Write& write) {
  const auto now = MC_TRY(find_version(db, version.id));
  if (!now) return fail(Error("items.changed_meanwhile"));
  MC_TRY(demand_step(*now, Event::publish));
  MC_TRY(check_day(*now, publication, write.today()));
  publication.address = MC_TRY(tidy_line("address", publication.address, reason_characters_max));
  const auto there = MC_TRY(read_publications(db, version.id));
  if (static_cast<std::int64_t>(there.size()) >= publications_max)
    return fail(Error("items.too_many").with("field", "publications").with("max", publications_max));
  for (const Publication& one : there)
    if (!one.voided_at && one.channel == publication.channel && one.notice == publication.notice)
      return fail(Error("items.published_already"));
  return db.run(
      "INSERT INTO item_list_publication (id, version_id, notice, channel, published_on, address, recorded_at, "
      "recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      publication.id, version.id, text_of(publication.notice), text_of(publication.channel),
      publication.published_on.text(), publication.address, write.at, write.by);
}

Result<> void_publication(Database& db, const Publication& publication, std::string_view reason, const Write& write) {
  const auto now = MC_TRY(find_publication(db, publication.id));
  if (!now || now->voided_at) return fail(Error("items.void_already"));
  return db.run("UPDATE item_list_publication SET voided_at = ?, voided_by = ?, void_reason = ? WHERE id = ?", write.at,
                write.by, MC_TRY(tidy_lines("reason", reason, reason_characters_max)), publication.id);
}

Result<std::optional<Publication>> find_publication(Database& db, const PublicationId& id) {
  Statement find = MC_TRY(db.prepare(select_where("id = ?")));
  find.bind(1, id);
  if (!MC_TRY(find.step())) return std::nullopt;
  return publication_of(find);
}

Result<std::vector<Publication>> read_publications(Database& db, const VersionId& version_id) {
  Statement read = MC_TRY(db.prepare(select_where("version_id = ? ORDER BY id")));
  read.bind(1, version_id);
  std::vector<Publication> publications;
  while (MC_TRY(read.step())) publications.push_back(publication_of(read));
  return publications;
}

}  // namespace mingchou::items
