#include "shared/registry/target_list.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "shared/base/hex.h"

namespace mingchou {
namespace {

/// Rows that one request looks at: found by the index, collected for sorting, or passed on a walk in another order.
constexpr int looked_at_max = 2'000;
constexpr std::int64_t collected_max = 10'000;
constexpr int walked_max = 1'000;
/// So many rows are looked at one by one to make a count exact.
constexpr std::int64_t verified_count_max = 200;

constexpr std::array<std::string_view, 4> order_texts{"created", "newest", "name", "last_check"};
constexpr std::array<std::string_view, 3> kind_texts{"exact", "at_least", "about"};

/// Where a row stands in its order.
struct Place {
  /// name_order or last_checked_on as bytes; empty in the order of creation.
  Bytes key;
  std::int64_t number = 0;
};

bool is_sorted_by_key(TargetOrder order) { return order == TargetOrder::name || order == TargetOrder::last_check; }

Place before_first(TargetOrder order) {
  return {{}, order == TargetOrder::newest ? std::numeric_limits<std::int64_t>::max() : 0};
}

constexpr std::size_t key_bytes_max = 16;

/// "<order>-<number>" and, where there is a key, "-<key in hexadecimal>".
std::string cursor_of(TargetOrder order, const Place& place) {
  std::string cursor = std::string(1, text_of(order)[0]) + '-' + std::to_string(place.number);
  if (is_sorted_by_key(order)) cursor += '-' + to_hex(place.key);
  return cursor;
}

Result<Place> place_of(TargetOrder order, std::string_view cursor) {
  if (cursor.empty()) return before_first(order);
  Place place;
  const auto bad = [] { return fail(Error("registry.bad_cursor")); };
  if (!cursor.starts_with(std::string(1, text_of(order)[0]) + '-')) return bad();
  cursor.remove_prefix(2);
  const std::string_view number = cursor.substr(0, cursor.find('-'));
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), place.number);
  if (error != std::errc{} || end != number.data() + number.size() || place.number < 0) return bad();
  cursor.remove_prefix(number.size());
  if (!is_sorted_by_key(order)) {
    if (!cursor.empty()) return bad();
    return place;
  }
  if (!cursor.starts_with('-') || cursor.size() > 1 + 2 * key_bytes_max) return bad();
  auto key = from_hex(cursor.substr(1));
  if (!key) return bad();
  place.key = *std::move(key);
  return place;
}

/// A row of the index.
struct Found {
  TargetId id;
  Place place;
};

/// One statement that gives rows behind a place, in order, each (number, target_id[, key]).
class Rows {
 public:
  static Result<Rows> by_creation(Database& db, const std::string& expression, TargetOrder order, const Place& after) {
    const bool is_down = order == TargetOrder::newest;
    const std::string end = is_down ? "< ?1 ORDER BY {} DESC" : "> ?1 ORDER BY {}";
    const auto with = [&](std::string_view column) {
      std::string text = end;
      return std::string(column) + ' ' + text.replace(text.find("{}"), 2, column);
    };
    Statement rows = MC_TRY(
        db.prepare(expression.empty() ? "SELECT number, target_id FROM target_row WHERE " + with("number")
                                      : "SELECT number, target_id FROM target_term CROSS JOIN target_row ON number = "
                                        "target_term.rowid WHERE target_term MATCH ?2 AND " +
                                            with("target_term.rowid")));
    rows.bind(1, after.number);
    if (!expression.empty()) rows.bind(2, expression);
    return Rows(std::move(rows), order);
  }
  /// All that fit, sorted; for few.
  static Result<Rows> collected(Database& db, const std::string& expression, TargetOrder order, const Place& after) {
    const std::string key = column_of(order);
    Statement rows = MC_TRY(db.prepare("SELECT number, target_id, " + key +
                                       " FROM target_term CROSS JOIN target_row ON number = target_term.rowid "
                                       "WHERE target_term MATCH ?3 AND (" +
                                       key + ", number) > (?1, ?2) ORDER BY " + key + ", number"));
    bind_place(rows, order, after);
    rows.bind(3, expression);
    return Rows(std::move(rows), order);
  }
  /// Every target in another order; for filters that many fit.
  static Result<Rows> walked(Database& db, TargetOrder order, const Place& after) {
    const std::string key = column_of(order);
    Statement rows = MC_TRY(db.prepare("SELECT number, target_id, " + key + " FROM target_row WHERE (" + key +
                                       ", number) > (?1, ?2) ORDER BY " + key + ", number"));
    bind_place(rows, order, after);
    return Rows(std::move(rows), order);
  }

  Result<std::optional<Found>> next() {
    if (!MC_TRY(rows_.step())) return std::nullopt;
    Found found{{rows_.uuid(1).value_or(Uuid{})}, {{}, rows_.int64(0)}};
    if (is_sorted_by_key(order_)) {
      const BytesView key = order_ == TargetOrder::name ? rows_.blob(2) : as_bytes(rows_.text(2));
      found.place.key.assign(key.begin(), key.end());
    }
    return found;
  }

 private:
  Rows(Statement rows, TargetOrder order) : rows_(std::move(rows)), order_(order) {}
  static std::string column_of(TargetOrder order) {
    return order == TargetOrder::name ? "name_order" : "target_row.last_checked_on";
  }
  static void bind_place(Statement& rows, TargetOrder order, const Place& after) {
    if (order == TargetOrder::name)
      rows.bind(1, BytesView(after.key));
    else
      rows.bind(1, as_text(after.key));
    rows.bind(2, after.number);
  }

  Statement rows_;
  TargetOrder order_;
};

std::optional<std::string> text_or_nothing(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return std::string(row.text(column));
}

/// Reads targets of the index one by one.
class SummaryReader {
 public:
  static Result<SummaryReader> of(Database& db) {
    return SummaryReader(
        MC_TRY(db.prepare(
            "SELECT kind, name, status, township_code, credit_code, registration_number, industry_code, "
            "station, area, last_checked_on, risk_class, responsible_department_id, revision, receipt_result, "
            "receipt_message, receipt_on "
            "FROM target WHERE id = ?")),
        MC_TRY(db.prepare("SELECT tag_id FROM target_tag WHERE target_id = ? ORDER BY tag_id")));
  }

  /// Nothing for an id that is in the index only, which can't be but for a damaged database.
  Result<std::optional<TargetSummary>> read(const TargetId& id) {
    target_.reset();
    target_.bind(1, id);
    if (!MC_TRY(target_.step())) return std::nullopt;
    TargetSummary summary;
    summary.id = id;
    summary.kind = target_.text(0);
    summary.name = target_.text(1);
    summary.status = target_.text(2);
    summary.township_code = target_.text(3);
    summary.credit_code = text_or_nothing(target_, 4);
    summary.registration_number = text_or_nothing(target_, 5);
    summary.industry_code = text_or_nothing(target_, 6);
    summary.station = text_or_nothing(target_, 7);
    summary.area = text_or_nothing(target_, 8);
    summary.last_checked_on = text_or_nothing(target_, 9);
    summary.risk_class = text_or_nothing(target_, 10);
    summary.responsible_department_id = {target_.uuid(11).value_or(Uuid{})};
    summary.revision = target_.int64(12);
    summary.receipt = {receipt_result_from(target_.text(13)).value_or(ReceiptResult::none),
                       text_or_nothing(target_, 14), CivilDate::parse(target_.text(15))};
    return summary;
  }
  Result<> read_tags(TargetSummary& summary) {
    tags_.bind(1, summary.id);
    while (MC_TRY(tags_.step())) summary.tags.push_back({tags_.uuid(0).value_or(Uuid{})});
    return {};
  }

 private:
  SummaryReader(Statement target, Statement tags) : target_(std::move(target)), tags_(std::move(tags)) {}
  Statement target_, tags_;
};

bool has_words(const TargetSearch& search, const TargetSummary& row) {
  return search.fits({row.name, row.credit_code ? std::string_view(*row.credit_code) : std::string_view(),
                      row.registration_number ? std::string_view(*row.registration_number) : std::string_view()});
}

/// What the index answers otherwise, asked of the row: on a walk. `row` has its tags.
bool fits_filter(const TargetFilter& filter, const TargetSummary& row) {
  const DepartmentId& department = row.responsible_department_id;
  return (!filter.within || department == *filter.within) &&
         (!filter.department_id || department == *filter.department_id) &&
         (!filter.kind || row.kind == text_of(*filter.kind)) &&
         (!filter.status || row.status == text_of(*filter.status)) &&
         (!filter.township_code || row.township_code == *filter.township_code) &&
         (!filter.industry_code || (row.industry_code && row.industry_code->starts_with(*filter.industry_code))) &&
         (!filter.risk_class || row.risk_class == filter.risk_class) &&
         (!filter.receipt || row.receipt.result == *filter.receipt) &&
         (!filter.tag_id || std::ranges::find(row.tags, *filter.tag_id) != row.tags.end());
}

Result<std::int64_t> count_matches(Database& db, const std::string& expression, std::int64_t count_max) {
  Statement count =
      MC_TRY(db.prepare("SELECT count(*) FROM (SELECT 1 FROM target_term WHERE target_term MATCH ? LIMIT ?)"));
  count.bind_all(expression, count_max + 1);
  MC_TRY(count.step());
  return count.int64(0);
}

/// Kept by triggers, so that the commonest lists have exact totals for nothing.
Result<std::int64_t> count_all(Database& db, const std::optional<DepartmentId>& department) {
  Statement count = MC_TRY(db.prepare(department ? "SELECT target_count FROM department_count WHERE department_id = ?"
                                                 : "SELECT sum(target_count) FROM department_count"));
  if (department) count.bind(1, *department);
  if (!MC_TRY(count.step())) return 0;
  return count.int64(0);
}

bool has_only_departments(const TargetFilter& f, const TargetSearch& search) {
  return !f.kind && !f.status && !f.township_code && !f.industry_code && !f.tag_id && !f.risk_class && !f.receipt &&
         !search.has_words();
}

class Lister {
 public:
  Lister(Database& db, const TargetQuery& query, TargetSearch search)
      : db_(db), query_(query), search_(std::move(search)) {}

  Result<TargetPage> page() {
    const Place after = MC_TRY(place_of(query_.order, query_.cursor));
    TargetPage page;
    if (query_.cursor.empty()) page.total = MC_TRY(total());
    const bool is_walk = is_sorted_by_key(query_.order) && MC_TRY(is_fit_by_many());
    Rows rows = MC_TRY(rows_behind(after, is_walk));
    MC_TRY(fill(page, rows, is_walk));
    return page;
  }

 private:
  Result<bool> is_fit_by_many() {
    if (search_.expression().empty()) return true;
    return MC_TRY(count_matches(db_, search_.expression(), collected_max)) > collected_max;
  }

  Result<Rows> rows_behind(const Place& after, bool is_walk) {
    if (is_walk) return Rows::walked(db_, query_.order, after);
    if (is_sorted_by_key(query_.order)) return Rows::collected(db_, search_.expression(), query_.order, after);
    return Rows::by_creation(db_, search_.expression(), query_.order, after);
  }

  Result<> fill(TargetPage& page, Rows& rows, bool is_walk) {
    SummaryReader reader = MC_TRY(SummaryReader::of(db_));
    const int looks_max = is_walk ? walked_max : looked_at_max;
    Place last = before_first(query_.order);
    for (int looks = 0;; ++looks) {
      const auto found = MC_TRY(rows.next());
      if (!found) return {};
      // One row more than asked for tells whether there is a next page.
      if (page.targets.size() == static_cast<std::size_t>(query_.limit) || looks == looks_max) {
        page.next_cursor = cursor_of(query_.order, last);
        return {};
      }
      last = found->place;
      auto row = MC_TRY(reader.read(found->id));
      if (!row || ((is_walk || search_.needs_look()) && !has_words(search_, *row))) continue;
      if (is_walk && query_.filter.tag_id) MC_TRY(reader.read_tags(*row));
      if (is_walk && !fits_filter(query_.filter, *row)) continue;
      if (row->tags.empty()) MC_TRY(reader.read_tags(*row));
      page.targets.push_back(*std::move(row));
    }
  }

  Result<TargetTotal> total() {
    const TargetFilter& f = query_.filter;
    if (has_only_departments(f, search_)) {
      if (f.within && f.department_id && f.within != f.department_id) return TargetTotal{};
      return TargetTotal{MC_TRY(count_all(db_, f.department_id ? f.department_id : f.within)),
                         TargetTotal::Kind::exact};
    }
    const std::int64_t count = MC_TRY(count_matches(db_, search_.expression(), targets_counted_max));
    if (count > targets_counted_max) return TargetTotal{targets_counted_max, TargetTotal::Kind::at_least};
    if (!search_.needs_look()) return TargetTotal{count, TargetTotal::Kind::exact};
    if (count > verified_count_max) return TargetTotal{count, TargetTotal::Kind::about};
    return TargetTotal{MC_TRY(count_verified()), TargetTotal::Kind::exact};
  }

  Result<std::int64_t> count_verified() {
    Rows rows =
        MC_TRY(Rows::by_creation(db_, search_.expression(), TargetOrder::created, before_first(TargetOrder::created)));
    SummaryReader reader = MC_TRY(SummaryReader::of(db_));
    std::int64_t count = 0;
    for (auto found = MC_TRY(rows.next()); found; found = MC_TRY(rows.next())) {
      const auto row = MC_TRY(reader.read(found->id));
      if (row && has_words(search_, *row)) ++count;
    }
    return count;
  }

  Database& db_;
  const TargetQuery& query_;
  TargetSearch search_;
};

}  // namespace

std::string_view text_of(TargetOrder order) { return order_texts[static_cast<std::size_t>(order)]; }

std::optional<TargetOrder> target_order_from(std::string_view text) {
  const auto* const found = std::ranges::find(order_texts, text);
  if (found == order_texts.end()) return std::nullopt;
  return static_cast<TargetOrder>(found - order_texts.begin());
}

std::string_view text_of(TargetTotal::Kind kind) { return kind_texts[static_cast<std::size_t>(kind)]; }

Result<TargetPage> list_targets(Database& db, const TargetQuery& query) {
  if (query.limit < 1 || query.limit > target_page_max)
    return fail(Error("registry.bad_limit").with("limit", query.limit).with("limit_max", target_page_max));
  return Lister(db, query, MC_TRY(TargetSearch::of(query.filter))).page();
}

}  // namespace mingchou
