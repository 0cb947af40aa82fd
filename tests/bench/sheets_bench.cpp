// What it costs to read a department's large file, and to bring it into a register, beside what any reader must pay
// for: unpacking its archive, and unpacking and parsing its XML.
//
//   sheets_bench make FILE [ROWS]     an .xlsx of ROWS × 20
//   sheets_bench unzip|parse|read|import FILE
//
// Each measurement is a process of its own, so that its peak of memory is its own: tools/bench.sh sheets.
#include <sys/resource.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "server/data/readers.h"
#include "server/data/schema.h"
#include "server/data/writer.h"
#include "server/imports/mapping_json.h"
#include "server/imports/steps.h"
#include "server/log/log.h"
#include "server/sheets/shared_texts.h"
#include "server/sheets/sheet_reader.h"
#include "server/sheets/sheet_writer.h"
#include "server/sheets/xml_parser.h"
#include "server/sheets/zip_parts.h"
#include "shared/codes/credit_code.h"
#include "shared/messages/messages.h"
#include "shared/registry/register_writer.h"
#include "tests/shared/temporary_folder.h"

using namespace mingchou;
using namespace mingchou::sheets;

namespace {

constexpr std::string_view sheet_part = "xl/worksheets/sheet1.xml";

[[noreturn]] void die(const std::string& what) {
  std::fprintf(stderr, "sheets_bench: %s\n", what.c_str());
  std::exit(1);
}

template <class T>
T need(Result<T> result) {
  if (!result) die(render(result.error(), Language::english) + " " + result.error().detail);
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

std::string credit_code(int number) {
  std::string organisation = "MA" + std::to_string(100'000 + number).substr(0, 6);
  organisation += *organisation_code_check_character(organisation);
  const std::string code = "92411622" + organisation;
  return code + *credit_code_check_character(code);
}

/// As departments write them: names and addresses differ in each row, the rest repeats.
void make(const std::string& path, int rows) {
  const auto writer = need(create_xlsx(path, {.sheet_name = "名录"}));
  constexpr std::array headers = {"序号",       "企业名称", "统一社会信用代码", "主体类型",   "成立日期",
                                  "登记机关",   "登记状态", "法定代表人",       "乡镇",       "住所",
                                  "联系人",     "联系电话", "行业代码",         "属地监管所", "责任区",
                                  "许可证名称", "许可证号", "发证机关",         "有效期至",   "平台编号"};
  std::vector<Cell> row;
  for (const char* header : headers) row.push_back(Cell::of_text(header));
  need(writer->add(row));
  for (int i = 0; i < rows; ++i) {
    const std::string number = std::to_string(i);
    const CivilDate day = CivilDate::from_days(15'000 + i % 4'000);
    row = {Cell::of_number(i + 1),
           Cell::of_text("西华县第" + number + "号商行"),
           Cell::of_text(credit_code(i)),
           Cell::of_text("个体工商户"),
           Cell::of_date(day),
           Cell::of_text("西华县市场监督管理局"),
           Cell::of_text("存续"),
           Cell::of_text("张" + number),
           Cell::of_text(i % 2 == 0 ? "逍遥镇" : "奉母镇"),
           Cell::of_text("西华县逍遥镇中心街" + number + "号"),
           Cell::of_text("李" + number),
           Cell::of_text("1390394" + std::to_string(1000 + i % 9000)),
           Cell::of_text("5211"),
           Cell::of_text("逍遥市场监管所"),
           Cell::of_text("第" + std::to_string(i % 40) + "网格"),
           Cell::of_text("食品经营许可证"),
           Cell::of_text("JY1411622" + number),
           Cell::of_text("西华县市场监督管理局"),
           Cell::of_date(day.plus_days(1825)),
           Cell::of_text("P" + number)};
    need(writer->add(row));
  }
  need(writer->finish());
}

std::size_t unzip(const std::string& path) {
  const ZipParts parts = need(ZipParts::open(path, Limits{}.part_bytes_max));
  ZipPart part = need(parts.open_part(sheet_part));
  std::array<char, 64 * 1024> piece;
  while (need(part.read(piece)) > 0) {
  }
  return part.bytes_read();
}

class Nothing final : public XmlHandler {
 public:
  void begin_element(std::string_view, const Attributes&) override { ++elements; }
  void end_element(std::string_view) override {}
  void text(std::string_view) override {}
  std::size_t elements = 0;
};

std::size_t parse(const std::string& path) {
  const ZipParts parts = need(ZipParts::open(path, Limits{}.part_bytes_max));
  Nothing nothing;
  need(read_part(need(parts.open_part(sheet_part)), nothing));
  return nothing.elements;
}

std::size_t read(const std::string& path) {
  const auto workbook = need(open_workbook(path));
  need(workbook->select(0));
  std::size_t cells = 0;
  for (Row row; need(workbook->next(row));) cells += row.cells.size();
  return cells;
}

/// Of the processor, all threads: what a busy machine does not change.
double processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// All that the server does: reading, checking each row, writing all in one transaction, undoing.
std::size_t import(const std::string& path) {
  const TemporaryFolder folder;
  SystemClock clock;
  SystemRandom random;
  UuidGenerator ids(clock, random);
  Database database = need(Database::open({.path = folder / "mingchou.db"}));
  need(migrate(database, server::server_schema(clock.now())));
  const DepartmentId department{ids.next()};
  Department own;
  own.id = department;
  own.code = "SCJG";
  own.name = own.short_name = "西华县市场监督管理局";
  const Recorded recorded{shanghai_date(clock.now()), clock.now(), "bench", "bench"};
  need(RegisterWriter(database, recorded).insert(own));
  const auto readers = need(server::Readers::open(folder / "mingchou.db", 2));
  const imports::Watch watch = [](std::string_view, double) { return true; };

  auto start = std::chrono::steady_clock::now();
  double processor = processor_seconds();
  auto lap = [&](const char* what) {
    std::printf("    %-38s %6.2f s  of the processor %6.2f s\n", what, seconds_since(start),
                processor_seconds() - processor);
    start = std::chrono::steady_clock::now();
    processor = processor_seconds();
  };
  imports::Scratch scratch = need(imports::Scratch::create(folder / "scratch.db"));
  const auto staged = need(imports::stage(path, imports::Register::targets, std::nullopt, {}, scratch, watch));
  lap("read the file");
  need(imports::check_all(
      scratch, staged.mapping, {}, department, recorded.valid_from,
      [&](const std::function<Result<>(Database&)>& job) { return readers->read(job); }, watch));
  lap("check every row");
  const imports::SessionId session{ids.next()};
  imports::Session kept;
  kept.id = session;
  kept.department = department;
  kept.file_name = "bench.xlsx";
  kept.file_hash = std::string(64, '0');
  need(imports::insert_session(database, kept));
  const imports::Application application{session, imports::Register::targets, department, "bench", recorded};
  Transaction writing = need(Transaction::begin(database));
  const auto applied = need(imports::apply_rows(scratch, database, application, ids, watch));
  need(writing.commit());
  lap("write the register, one transaction");
  Transaction undoing = need(Transaction::begin(database));
  need(imports::undo_rows(database, application, watch));
  need(undoing.commit());
  lap("undo it");
  return static_cast<std::size_t>(applied.written);
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) die("usage: sheets_bench make|unzip|parse|read|import FILE [ROWS]");
  const std::string what = arguments[1], path = arguments[2];
  if (what == "make") {
    make(path, count > 3 ? std::atoi(arguments[3]) : 100'000);
    return 0;
  }
  const auto start = std::chrono::steady_clock::now();
  std::size_t result = 0;
  if (what == "unzip") result = unzip(path);
  if (what == "parse") result = parse(path);
  if (what == "read") result = read(path);
  if (what == "import") result = import(path);
  const double seconds = seconds_since(start);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%-42s %6.2f s  of the processor %6.2f s  peak %5.0f MB  (%zu)\n", what.c_str(), seconds,
              processor_seconds(), static_cast<double>(usage.ru_maxrss) * 1024 / 1e6, result);
  return 0;
}
