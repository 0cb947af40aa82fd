// How long a page of the target register takes at the server, by what is asked for, on a database that `mingchou demo`
// made:
//
//   target_list_bench DATABASE [ROUNDS]
//
// A connection as the server's readers have, in this thread; HTTP and JSON are not in it. Each request is asked again
// and again with the connection's cache as the one before left it. Beside the times stand the database pages that the
// request touches: what a page of the cache costs, times their number, is the least that any reading of these rows
// through SQLite takes.
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "shared/registry/target_list.h"

using namespace mingchou;

namespace {

[[noreturn]] void die(const std::string& what) {
  std::fprintf(stderr, "target_list_bench: %s\n", what.c_str());
  std::exit(1);
}

struct Request {
  const char* what;
  TargetQuery query;
};

struct Sample {
  double time_ms = 0;
  long pages = 0;
};

long pages_touched(Database& db) {
  long pages = 0;
  for (const int counter : {SQLITE_DBSTATUS_CACHE_HIT, SQLITE_DBSTATUS_CACHE_MISS}) {
    int current = 0, highest = 0;
    sqlite3_db_status(db.handle(), counter, &current, &highest, 0);
    pages += current;
  }
  return pages;
}

TargetPage ask(Database& db, const TargetQuery& query, std::vector<Sample>* samples = nullptr) {
  const long pages_before = pages_touched(db);
  const auto begin = std::chrono::steady_clock::now();
  auto page = list_targets(db, query);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
  if (!page) die(page.error().code + " " + page.error().detail);
  if (samples != nullptr) samples->push_back({took.count(), pages_touched(db) - pages_before});
  return *std::move(page);
}

/// The first page, and then pages behind it.
void measure(Database& db, const Request& request, int rounds) {
  std::vector<Sample> first, behind;
  std::size_t rows = 0;
  std::string total = "-";
  for (int round = 0; round < rounds; ++round) {
    TargetQuery query = request.query;
    for (int step = 0; step < 5; ++step) {
      const TargetPage page = ask(db, query, step == 0 ? &first : &behind);
      rows = std::max(rows, page.targets.size());
      if (page.total)
        total = std::to_string(page.total->count) + (page.total->kind == TargetTotal::Kind::exact ? "" : "+");
      if (!page.next_cursor) break;
      query.cursor = *page.next_cursor;
    }
  }
  first.insert(first.end(), behind.begin(), behind.end());
  std::ranges::sort(first, {}, &Sample::time_ms);
  const auto at = [&](std::size_t of_100) { return first[(first.size() - 1) * of_100 / 100].time_ms; };
  long pages_max = 0;
  double time = 0, pages = 0;
  for (const Sample& sample : first) {
    pages_max = std::max(pages_max, sample.pages);
    time += sample.time_ms;
    pages += static_cast<double>(sample.pages);
  }
  std::printf("| %-46s | %7.2f | %7.2f | %7.2f | %7zu | %8s | %8ld | %7.2f |\n", request.what, at(50), at(95), at(100),
              rows, total.c_str(), pages_max, 1000 * time / pages);
}

/// A cursor far behind: after a tenth of the register per step would take long, so places are made by hand.
std::string deep_cursor(Database& db) {
  return "c-" + std::to_string(db.number("SELECT max(number) * 9 / 10 FROM target_row").value());
}

DepartmentId largest_department(Database& db) {
  Statement find = db.prepare("SELECT department_id FROM department_count ORDER BY target_count DESC LIMIT 1").value();
  if (!find.step().value()) die("no departments");
  return {find.uuid(0).value_or(Uuid{})};
}

TagId any_tag(Database& db) {
  Statement find = db.prepare("SELECT tag_id FROM target_tag LIMIT 1").value();
  if (!find.step().value()) die("no tags");
  return {find.uuid(0).value_or(Uuid{})};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) die("usage: target_list_bench DATABASE [ROUNDS]");
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 20;
  auto opened = Database::open({.path = argv[1], .access = Access::read_only});
  if (!opened) die(opened.error().code);
  Database db = *std::move(opened);
  const DepartmentId department = largest_department(db);
  const std::string deep = deep_cursor(db);
  const std::vector<Request> requests = {
      {"all, in order of creation", {}},
      {"all, nine tenths down", {.cursor = deep}},
      {"all, newest first", {.order = TargetOrder::newest}},
      {"all, by name", {.order = TargetOrder::name}},
      {"all, by last check", {.order = TargetOrder::last_check}},
      {"one department", {.filter = {.within = department}}},
      {"one department, nine tenths down", {.filter = {.within = department}, .cursor = deep}},
      {"township", {.filter = {.township_code = "411622102"}}},
      {"township and industry 52", {.filter = {.township_code = "411622102", .industry_code = "52"}}},
      {"kind, status, township, industry, department",
       {.filter = {.within = department,
                   .kind = TargetKind::enterprise,
                   .status = TargetStatus::active,
                   .township_code = "411622102",
                   .industry_code = "51"}}},
      {"two large sets that share nothing", {.filter = {.kind = TargetKind::project, .industry_code = "62"}}},
      {"tag", {.filter = {.tag_id = any_tag(db)}}},
      {"risk class D", {.filter = {.risk_class = "D"}}},
      {"risk class D by name", {.filter = {.risk_class = "D"}, .order = TargetOrder::name}},
      {"no receipt yet", {.filter = {.receipt = ReceiptResult::none}}},
      {"no receipt yet, by name", {.filter = {.receipt = ReceiptResult::none}, .order = TargetOrder::name}},
      {"refused by the platform", {.filter = {.receipt = ReceiptResult::refused}}},
      {"township by name", {.filter = {.township_code = "411622102"}, .order = TargetOrder::name}},
      {"township and industry 52 by last check",
       {.filter = {.township_code = "411622102", .industry_code = "52"}, .order = TargetOrder::last_check}},
      {"two characters, many rows: 西华", {.filter = {.text = "西华"}}},
      {"two characters, some rows: 火锅", {.filter = {.text = "火锅"}}},
      {"two characters, no row: 龘龘", {.filter = {.text = "龘龘"}}},
      {"four characters: 西华县城", {.filter = {.text = "西华县城"}}},
      {"two words: 西华 超市", {.filter = {.text = "西华 超市"}}},
      {"two characters in a department", {.filter = {.within = department, .text = "超市"}}},
      {"two characters by name: 超市", {.filter = {.text = "超市"}, .order = TargetOrder::name}},
      {"initials, two: cs", {.filter = {.text = "cs"}}},
      {"initials, three: xhx", {.filter = {.text = "xhx"}}},
      {"initials, five: xhxcs", {.filter = {.text = "xhxcs"}}},
      {"code, beginning: 92411622MA", {.filter = {.text = "92411622MA"}}},
      {"code, four from the middle: MA9T", {.filter = {.text = "MA9T"}}},
      {"code, five digits: 31072", {.filter = {.text = "31072"}}},
  };
  std::printf("| %-46s | %7s | %7s | %7s | %7s | %8s | %8s | %7s |\n", "page of 50 and its total", "p50 ms", "p95 ms",
              "max ms", "rows", "total", "pages", "us/page");
  std::printf("|%s|--------:|--------:|--------:|--------:|---------:|---------:|--------:|\n",
              std::string(48, '-').c_str());
  for (const Request& request : requests) measure(db, request, rounds);
}
