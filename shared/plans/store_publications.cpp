#include "shared/plans/store_row.h"

namespace mingchou::plans {
namespace {

constexpr std::string_view publication_columns =
    "id, version_id, channel, published_on, address, recorded_at, recorded_by, voided_at, voided_by, void_reason";

Publication publication_of(const Statement& row) {
  Publication publication;
  publication.id = id_of<PublicationId>(row, 0);
  publication.version_id = id_of<VersionId>(row, 1);
  publication.channel = items::channel_from(row.text(2)).value_or(Channel::department_portal);
  publication.published_on = date_of(row, 3);
  publication.address = row.text(4);
  publication.recorded_at = row.instant(5);
  publication.recorded_by = row.text(6);
  publication.voided_at = instant_or_nothing(row, 7);
  publication.voided_by = row.text(8);
  publication.void_reason = row.text(9);
  return publication;
}

std::string select_where(std::string_view condition) {
  return "SELECT " + std::string(publication_columns) + " FROM plan_publication WHERE " + std::string(condition);
}

}  // namespace

Result<> insert_publication(Database& db, const Version& version, Publication publication, const Write& write) {
  const Version now = MC_TRY(demand_step_now(db, version.id, Event::record));
  MC_TRY(check_publication(publication.published_on, now.filed_on.value_or(CivilDate::last()), write.today()));
  publication.address = MC_TRY(items::tidy_line("address", publication.address, items::reason_characters_max));
  const auto there = MC_TRY(read_publications(db, version.id));
  if (static_cast<std::int64_t>(there.size()) >= publications_max)
    return fail(Error("items.too_many").with("field", "publications").with("max", publications_max));
  const auto channels = MC_TRY(read_channels(db, version.id));
  if (std::ranges::contains(channels, publication.channel)) return fail(Error("items.published_already"));
  MC_TRY(
      db.run("INSERT INTO plan_publication (id, version_id, channel, published_on, address, recorded_at, recorded_by) "
             "VALUES (?, ?, ?, ?, ?, ?, ?)",
             publication.id, version.id, text_of(publication.channel), publication.published_on.text(),
             publication.address, write.at, write.by));
  const bool is_on_both = channels.size() + 1 == items::channel_count;
  if (now.state == State::filed && is_on_both) return publish(db, now, write);
  return touch(db, version.id, write);
}

Result<> void_publication(Database& db, const Publication& publication, std::string_view reason, const Write& write) {
  const auto now = MC_TRY(find_publication(db, publication.id));
  if (!now || now->voided_at) return fail(Error("items.void_already"));
  const std::string tidied = MC_TRY(items::tidy_lines("reason", reason, items::reason_characters_max));
  MC_TRY(db.run("UPDATE plan_publication SET voided_at = ?, voided_by = ?, void_reason = ? WHERE id = ?", write.at,
                write.by, tidied, publication.id));
  return touch(db, publication.version_id, write);
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

Result<std::vector<Channel>> read_channels(Database& db, const VersionId& version_id) {
  std::vector<Channel> channels;
  for (const Publication& publication : MC_TRY(read_publications(db, version_id)))
    if (!publication.voided_at) channels.push_back(publication.channel);
  return channels;
}

}  // namespace mingchou::plans
