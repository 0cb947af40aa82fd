#include "server/audit/page.h"

#include "server/audit/entry_row.h"

namespace mingchou::server::audit {
namespace {

/// Conditions with their values, put together from fixed texts only.
class Conditions {
 public:
  template <class T>
  void add(std::string_view condition, const std::optional<T>& value) {
    if (!value) return;
    sql_ += sql_.empty() ? " WHERE " : " AND ";
    sql_ += condition;
    binders_.push_back([value](Statement& statement, int parameter) { statement.bind(parameter, *value); });
  }
  const std::string& sql() const { return sql_; }
  int bind_to(Statement& statement) const {
    int parameter = 0;
    for (const auto& bind : binders_) bind(statement, ++parameter);
    return parameter;
  }

 private:
  std::string sql_;
  std::vector<std::function<void(Statement&, int)>> binders_;
};

Conditions conditions_of(const Query& query) {
  Conditions conditions;
  conditions.add("department_id = ?", query.within_department);
  conditions.add("department_id = ?", query.department_id);
  conditions.add("actor_id = ?", query.actor_id);
  conditions.add("entity_id = ?", query.entity_id);
  conditions.add("action = ?", query.action);
  conditions.add("entity = ?", query.entity);
  conditions.add("actor_role = ?", query.actor_role);
  conditions.add("at >= ?", query.from);
  conditions.add("at < ?", query.to);
  conditions.add("sequence < ?", query.before_sequence);
  return conditions;
}

}  // namespace

Result<Prepared> prepare(Database& database, std::string_view select, const Query& query, std::string_view rest) {
  const Conditions conditions = conditions_of(query);
  Prepared made{MC_TRY(database.prepare(std::string(select) + conditions.sql() + std::string(rest)))};
  made.bound = conditions.bind_to(made.rows);
  return made;
}

Result<Page> read_page(Database& database, const Query& query) {
  Prepared found = MC_TRY(prepare(database, "SELECT " + std::string(entry_columns) + " FROM audit_entry", query,
                                  " ORDER BY sequence DESC LIMIT ?"));
  Statement& rows = found.rows;
  rows.bind(found.bound + 1, query.limit + 1);
  Page page;
  while (MC_TRY(rows.step())) {
    if (page.entries.size() == static_cast<std::size_t>(query.limit)) {
      page.next_before_sequence = page.entries.back().sequence;
      break;
    }
    page.entries.push_back(entry_of(rows));
  }
  return page;
}

}  // namespace mingchou::server::audit
