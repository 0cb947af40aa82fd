#include <set>

#include "shared/items/store_row.h"
#include "shared/json/canonical.h"

namespace mingchou::items {
namespace {

constexpr std::string_view item_columns = "content, position, revision, changed_at, changed_by";

Result<StoredItem> item_of(const Statement& row) {
  auto item = parse_item(row.text(0));
  if (!item)
    return fail(Error("store.damaged")
                    .with("path", "item_list_item")
                    .because("an item that can't be read: " + item.error().code));
  return StoredItem{.item = *std::move(item),
                    .position = row.int64(1),
                    .revision = row.int64(2),
                    .changed_at = row.instant(3),
                    .changed_by = std::string(row.text(4))};
}

Result<> touch(Database& db, const VersionId& id, const Write& write) {
  return db.run("UPDATE item_list_version SET revision = revision + 1, changed_at = ? WHERE id = ?", write.at, id);
}

/// Within a draft, another item with that code.
Result<> check_code_free(Database& db, const VersionId& version_id, const Item& item) {
  Statement find =
      MC_TRY(db.prepare("SELECT 1 FROM item_list_item WHERE version_id = ? AND code = ? AND item_id <> ?"));
  find.bind_all(version_id, item.code, item.id);
  if (MC_TRY(find.step())) return fail(Error("items.code_repeated").with("code", item.code));
  return {};
}

Result<Item> checked(Database& db, const VersionId& version_id, const Owner& owner, Item item) {
  Item tidied = MC_TRY(check_item(std::move(item)));
  MC_TRY(check_departments(tidied, owner, department_finder(db)));
  MC_TRY(check_code_free(db, version_id, tidied));
  return tidied;
}

/// The item as it is, if it has the revision that the caller saw.
Result<StoredItem> unchanged(Database& db, const VersionId& version_id, const ItemId& id, std::int64_t expected) {
  auto item = MC_TRY(find_item(db, version_id, id));
  if (!item || item->revision != expected) return fail(Error("items.changed_meanwhile"));
  return *std::move(item);
}

}  // namespace

Result<std::vector<Item>> read_items(Database& db, const VersionId& version_id) {
  Statement read = MC_TRY(db.prepare("SELECT " + std::string(item_columns) +
                                     " FROM item_list_item WHERE version_id = ? ORDER BY position, item_id"));
  read.bind(1, version_id);
  std::vector<Item> items;
  while (MC_TRY(read.step())) items.push_back(MC_TRY(item_of(read)).item);
  return items;
}

Result<std::optional<StoredItem>> find_item(Database& db, const VersionId& version_id, const ItemId& id) {
  Statement find = MC_TRY(
      db.prepare("SELECT " + std::string(item_columns) + " FROM item_list_item WHERE version_id = ? AND item_id = ?"));
  find.bind_all(version_id, id);
  if (!MC_TRY(find.step())) return std::nullopt;
  return MC_TRY(item_of(find));
}

Result<ItemPage> read_item_page(Database& db, const VersionId& version_id, const ItemQuery& query) {
  std::string sql =
      "SELECT " + std::string(item_columns) + " FROM item_list_item WHERE version_id = ?1 AND position > ?2";
  if (query.kind) sql += " AND kind = ?4";
  if (query.category) sql += " AND category = ?5";
  if (query.initiating_department_id) sql += " AND initiating_department_id = ?6";
  // instr() is strpos() of PostgreSQL; LIKE would need its wildcards escaped and folds letters.
  if (query.text) sql += " AND (instr(code, ?7) > 0 OR instr(name, ?7) > 0)";
  Statement read = MC_TRY(db.prepare(sql + " ORDER BY position, item_id LIMIT ?3"));
  read.bind(1, version_id).bind(2, query.after_position).bind(3, query.limit + 1);
  if (query.kind) read.bind(4, text_of(*query.kind));
  if (query.category) read.bind(5, *query.category);
  if (query.initiating_department_id) read.bind(6, *query.initiating_department_id);
  if (query.text) read.bind(7, *query.text);
  ItemPage page;
  while (MC_TRY(read.step())) {
    page.has_more = page.items.size() == static_cast<std::size_t>(query.limit);
    if (page.has_more) break;
    page.items.push_back(MC_TRY(item_of(read)));
  }
  return page;
}

Result<> insert_item(Database& db, const Version& draft, const Owner& owner, Item item, const Write& write) {
  MC_TRY(demand_step_now(db, draft.id, Event::edit));
  const Item tidied = MC_TRY(checked(db, draft.id, owner, std::move(item)));
  Statement last =
      MC_TRY(db.prepare("SELECT count(*), coalesce(max(position), 0) FROM item_list_item WHERE version_id = ?"));
  last.bind(1, draft.id);
  MC_TRY(last.step());
  const std::int64_t count = last.int64(0), position = last.int64(1) + 1;
  last.reset();
  if (count >= static_cast<std::int64_t>(items_max))
    return fail(Error("items.list_full").with("max", static_cast<long long>(items_max)));
  const std::string content = MC_TRY(json::strict_canonical(to_json(tidied)));
  MC_TRY(db.run(R"sql(
    INSERT INTO item_list_item (version_id, item_id, position, code, name, category, kind, cap_basis_points,
                                initiating_department_id, content, revision, changed_at, changed_by)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?))sql",
                draft.id, tidied.id, position, tidied.code, tidied.name, tidied.category, text_of(tidied.kind),
                tidied.cap_basis_points, tidied.initiating_department_id, content, write.at, write.by));
  return touch(db, draft.id, write);
}

Result<> update_item(Database& db, const Version& draft, const Owner& owner, Item item, std::int64_t expected,
                     const Write& write) {
  MC_TRY(demand_step_now(db, draft.id, Event::edit));
  const StoredItem before = MC_TRY(unchanged(db, draft.id, item.id, expected));
  const Item tidied = MC_TRY(checked(db, draft.id, owner, std::move(item)));
  if (tidied == before.item) return {};
  const std::string content = MC_TRY(json::strict_canonical(to_json(tidied)));
  MC_TRY(db.run(R"sql(
    UPDATE item_list_item SET code = ?, name = ?, category = ?, kind = ?, cap_basis_points = ?,
                              initiating_department_id = ?, content = ?, revision = revision + 1, changed_at = ?,
                              changed_by = ?
    WHERE version_id = ? AND item_id = ?)sql",
                tidied.code, tidied.name, tidied.category, text_of(tidied.kind), tidied.cap_basis_points,
                tidied.initiating_department_id, content, write.at, write.by, draft.id, tidied.id));
  return touch(db, draft.id, write);
}

Result<> remove_item(Database& db, const Version& draft, const ItemId& id, std::int64_t expected, const Write& write) {
  MC_TRY(demand_step_now(db, draft.id, Event::edit));
  MC_TRY(unchanged(db, draft.id, id, expected));
  MC_TRY(db.run("DELETE FROM item_list_item WHERE version_id = ? AND item_id = ?", draft.id, id));
  return touch(db, draft.id, write);
}

Result<> reorder(Database& db, const Version& draft, std::span<const ItemId> order, std::int64_t expected,
                 const Write& write) {
  MC_TRY(demand_step(db, draft, Event::edit, expected));
  std::set<ItemId> named(order.begin(), order.end());
  const std::vector<Item> items = MC_TRY(read_items(db, draft.id));
  const bool names_each = std::ranges::all_of(items, [&](const Item& item) { return named.contains(item.id); });
  if (!names_each || order.size() != items.size()) return fail(Error("items.order_incomplete"));
  std::int64_t position = 0;
  for (const ItemId& id : order)
    MC_TRY(db.run("UPDATE item_list_item SET position = ? WHERE version_id = ? AND item_id = ?", ++position, draft.id,
                  id));
  return touch(db, draft.id, write);
}

}  // namespace mingchou::items
