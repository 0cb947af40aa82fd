#include "server/demo/item_lists.h"

#include "shared/demo/county.h"
#include "shared/items/store.h"

namespace mingchou::server {
namespace {

constexpr std::int64_t morning_ms = 9 * 3600 * 1000;

items::Write write_on(CivilDate day) { return {shanghai_start_of(day) + morning_ms, "demo"}; }

Result<items::Version> version_now(Database& db, const items::VersionId& id) {
  auto version = MC_TRY(items::find_version(db, id));
  if (!version) return fail(Error("store.internal").because("a version of the demo county is not there"));
  return *std::move(version);
}

Result<> write_publications(Database& db, const demo::ItemListVersion& version) {
  for (const demo::ItemListPublication& one : version.publications) {
    items::Publication publication;
    publication.id = one.id;
    publication.channel = one.channel;
    publication.published_on = one.on;
    publication.address = one.channel == items::Channel::department_portal
                              ? "https://portal.example/lists/" + version.id.uuid.text()
                              : version.document_number;
    const items::Version issued = MC_TRY(version_now(db, version.id));
    MC_TRY(items::insert_publication(db, issued, publication, write_on(one.on)));
  }
  return {};
}

Result<> write_version(Database& db, const demo::ItemList& list, const demo::ItemListVersion& version) {
  const items::Write write = version.is_issued ? write_on(version.approved_on) : items::Write{demo_now(), "demo"};
  MC_TRY(items::insert_draft(db, version.id, list.id, {}, write));
  const items::Version draft = MC_TRY(version_now(db, version.id));
  for (const items::Item& item : version.items) MC_TRY(items::insert_item(db, draft, list.owner, item, write));
  if (!version.is_issued) return {};
  const items::Version complete = MC_TRY(version_now(db, version.id));
  MC_TRY(items::issue(db, complete, complete.revision,
                      {.effective_from = version.effective_from,
                       .approved_on = version.approved_on,
                       .approved_by = version.approved_by,
                       .document_number = version.document_number,
                       .reason = version.reason},
                      write));
  return write_publications(db, version);
}

}  // namespace

Result<> write_item_lists(Database& db, const std::vector<demo::ItemList>& lists) {
  for (const demo::ItemList& list : lists) {
    MC_TRY(items::insert_list(db, list.id, list.owner, write_on(list.versions.front().approved_on)));
    for (const demo::ItemListVersion& version : list.versions) MC_TRY(write_version(db, list, version));
  }
  return {};
}

}  // namespace mingchou::server
