#include "server/snapshot/target_lines.h"

#include <algorithm>
#include <set>
#include <span>
#include <string>

#include "shared/base/limits.h"
#include "shared/json/writer.h"

namespace mingchou::server {
namespace {

enum class Column { text, id, number, licences, tags, type };

/// A member of a line. The first three kinds take the query's columns one by one.
struct Field {
  std::string_view key;
  Column column;
  bool is_personal = false;
};

// Each table in the order of RFC 8785: by key. The queries below give their columns in the same order.
constexpr Field department_fields[] = {{"code", Column::text}, {"id", Column::id},           {"kind", Column::text},
                                       {"name", Column::text}, {"short_name", Column::text}, {"type", Column::type}};
constexpr std::string_view department_query =
    "SELECT code, id, kind, name, short_name FROM department "
    "WHERE valid_to IS NULL OR id IN (SELECT department_id FROM department_count WHERE target_count > 0) "
    "ORDER BY sort_order, id";

constexpr Field tag_fields[] = {{"id", Column::id}, {"name", Column::text}, {"type", Column::type}};
constexpr std::string_view tag_query = "SELECT id, name FROM tag WHERE valid_to IS NULL ORDER BY id";

constexpr Field target_fields[] = {
    {"address", Column::text, true},
    {"area", Column::text},
    {"contact_name", Column::text, true},
    {"contact_phone", Column::text, true},
    {"credit_code", Column::text},
    {"established_on", Column::text},
    {"form", Column::text},
    {"holder_id", Column::id},
    {"id", Column::id},
    {"industry_code", Column::text},
    {"kind", Column::text},
    {"last_checked_on", Column::text},
    {"legal_person", Column::text, true},
    {"licences", Column::licences},
    {"name", Column::text},
    {"registration_authority", Column::text},
    {"registration_number", Column::text},
    {"responsible_department_id", Column::id},
    {"revision", Column::number},
    {"station", Column::text},
    {"status", Column::text},
    {"tags", Column::tags},
    {"township_code", Column::text},
    {"type", Column::type},
};
constexpr std::string_view target_query =
    "SELECT address, area, contact_name, contact_phone, credit_code, established_on, form, holder_id, id, "
    "industry_code, kind, last_checked_on, legal_person, name, registration_authority, registration_number, "
    "responsible_department_id, revision, station, status, township_code "
    "FROM target WHERE valid_to IS NULL AND (?1 IS NULL OR responsible_department_id = ?1) ORDER BY id";

constexpr Field licence_fields[] = {{"authority", Column::text}, {"expires_on", Column::text},
                                    {"id", Column::id},          {"issued_on", Column::text},
                                    {"name", Column::text},      {"number", Column::text}};
// The first column is for following the targets.
constexpr std::string_view licence_query =
    "SELECT target_id, authority, expires_on, id, issued_on, name, number FROM target_licence ORDER BY target_id, id";
constexpr std::string_view target_tag_query = "SELECT target_id, tag_id FROM target_tag ORDER BY target_id, tag_id";

template <std::size_t N>
constexpr bool is_canonical_order(const Field (&fields)[N]) {
  return std::ranges::is_sorted(fields, {}, &Field::key);
}
static_assert(is_canonical_order(department_fields) && is_canonical_order(tag_fields) &&
              is_canonical_order(target_fields) && is_canonical_order(licence_fields));

/// Writes one object; keys come in canonical order.
class Members {
 public:
  explicit Members(std::string& to) : to_(to) { to_ += '{'; }
  ~Members() { to_ += '}'; }
  Members(const Members&) = delete;
  Members& operator=(const Members&) = delete;

  /// The value comes next.
  void key(std::string_view name) {
    if (!is_first_) to_ += ',';
    is_first_ = false;
    (to_ += '"').append(name) += "\":";
  }
  void text(std::string_view name, std::string_view value) {
    key(name);
    json::append_canonical_text(to_, value);
  }
  void id(std::string_view name, const Uuid& value) {
    key(name);
    (to_ += '"').append(value.text()) += '"';
  }
  /// A column, left out if it is NULL.
  void column(const Field& field, const Statement& row, int column) {
    if (row.is_null(column)) return;
    if (field.column == Column::text) text(field.key, row.text(column));
    if (field.column == Column::id) id(field.key, row.uuid(column).value_or(Uuid{}));
    if (field.column == Column::number) {
      key(field.key);
      to_ += std::to_string(row.int64(column));
    }
  }

 private:
  std::string& to_;
  bool is_first_ = true;
};

/// Rows that belong to targets, in the order of the targets' ids, read alongside them.
class Following {
 public:
  static Result<Following> of(Database& db, std::string_view query) {
    Following following(MC_TRY(db.prepare(query)));
    MC_TRY(following.next());
    return following;
  }
  const Statement& row() const { return rows_; }
  /// True while the present row belongs to the target. Rows of targets that were passed over are skipped.
  Result<bool> is_of(const Uuid& target) {
    while (has_row_ && target_ < target) MC_TRY(next());
    return has_row_ && target_ == target;
  }
  Result<> next() {
    has_row_ = MC_TRY(rows_.step());
    if (has_row_) target_ = rows_.uuid(0).value_or(Uuid{});
    return {};
  }

 private:
  explicit Following(Statement rows) : rows_(std::move(rows)) {}
  Statement rows_;
  bool has_row_ = false;
  Uuid target_;
};

Result<> append_licences(std::string& to, const Uuid& target, Following& licences) {
  to += '[';
  for (bool is_first = true; MC_TRY(licences.is_of(target)); is_first = false) {
    if (!is_first) to += ',';
    {
      Members members(to);
      int column = 1;
      for (const Field& field : licence_fields) members.column(field, licences.row(), column++);
    }
    MC_TRY(licences.next());
  }
  to += ']';
  return {};
}

Result<> append_tags(std::string& to, const Uuid& target, Following& tags, const std::set<Uuid>& current_tags) {
  to += '[';
  for (bool is_first = true; MC_TRY(tags.is_of(target)); MC_TRY(tags.next())) {
    const Uuid tag = tags.row().uuid(1).value_or(Uuid{});
    if (!current_tags.contains(tag)) continue;
    if (!is_first) to += ',';
    is_first = false;
    (to += '"').append(tag.text()) += '"';
  }
  to += ']';
  return {};
}

Result<> give(const OnTargetLine& on_line, TargetLine::Kind kind, std::string_view type, const Uuid& id,
              const std::string& text) {
  if (text.size() > limits::json_line_bytes_max)
    return fail(Error("snapshot.row_too_large")
                    .with("type", type)
                    .with("id", id.text())
                    .with("bytes_max", limits::json_line_bytes_max));
  return on_line({kind, id, text});
}

/// Lines of departments or tags, whose fields are all columns. The ids that were given.
Result<std::set<Uuid>> read_plain_lines(Database& db, std::string_view query, std::span<const Field> fields,
                                        TargetLine::Kind kind, std::string_view type, const OnTargetLine& on_line) {
  std::set<Uuid> ids;
  Statement rows = MC_TRY(db.prepare(query));
  std::string text;
  while (MC_TRY(rows.step())) {
    text.clear();
    Uuid id;
    {
      Members members(text);
      int column = 0;
      for (const Field& field : fields) {
        if (field.column == Column::type) {
          members.text(field.key, type);
        } else {
          if (field.key == "id") id = rows.uuid(column).value_or(Uuid{});
          members.column(field, rows, column++);
        }
      }
    }
    ids.insert(id);
    MC_TRY(give(on_line, kind, type, id, text));
  }
  return ids;
}

Result<> read_targets(Database& db, const RegisterPart& part, const std::set<Uuid>& current_tags,
                      const OnTargetLine& on_line) {
  constexpr int id_column = 8;
  Statement rows = MC_TRY(db.prepare(target_query));
  rows.bind_all(part.department);
  Following licences = MC_TRY(Following::of(db, licence_query));
  Following tags = MC_TRY(Following::of(db, target_tag_query));
  std::string text;
  while (MC_TRY(rows.step())) {
    text.clear();
    const Uuid id = rows.uuid(id_column).value_or(Uuid{});
    {
      Members members(text);
      int column = 0;
      for (const Field& field : target_fields) {
        if (field.column == Column::licences) {
          members.key(field.key);
          MC_TRY(append_licences(text, id, licences));
        } else if (field.column == Column::tags) {
          members.key(field.key);
          MC_TRY(append_tags(text, id, tags, current_tags));
        } else if (field.column == Column::type) {
          members.text(field.key, "target");
        } else {
          if (part.names_persons || !field.is_personal) members.column(field, rows, column);
          ++column;
        }
      }
    }
    MC_TRY(give(on_line, TargetLine::Kind::target, "target", id, text));
  }
  return {};
}

}  // namespace

Result<std::int64_t> target_register_version(Database& db) {
  return db.number("SELECT version FROM register_version WHERE register = 'targets'");
}

Result<std::int64_t> read_target_lines(Database& db, const RegisterPart& part, const OnTargetLine& on_line) {
  const ReadTransaction moment = MC_TRY(ReadTransaction::begin(db));
  const std::int64_t version = MC_TRY(target_register_version(db));
  MC_TRY(
      read_plain_lines(db, department_query, department_fields, TargetLine::Kind::department, "department", on_line));
  const std::set<Uuid> current_tags =
      MC_TRY(read_plain_lines(db, tag_query, tag_fields, TargetLine::Kind::tag, "tag", on_line));
  MC_TRY(read_targets(db, part, current_tags, on_line));
  return version;
}

}  // namespace mingchou::server
