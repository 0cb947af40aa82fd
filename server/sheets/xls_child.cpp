#include "server/sheets/xls_child.h"

#include <freexl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <string_view>

namespace mingchou::sheets::xls {
namespace {

/// None under AddressSanitizer, which takes terabytes of address space.
[[maybe_unused]] constexpr rlim_t memory_bytes_max = 512UL * 1024 * 1024;
constexpr rlim_t processor_seconds_max = 30;

void limit(int resource, rlim_t value) {
  const rlimit bound{value, value};
  setrlimit(static_cast<__rlimit_resource>(resource), &bound);
}

/// A child of a server with threads, connections and a locked folder: it keeps nothing of these but the pipe.
void shut_off(int pipe) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (const int number : {SIGTERM, SIGINT, SIGHUP, SIGPIPE, SIGSEGV, SIGABRT, SIGBUS}) std::signal(number, SIG_DFL);
  constexpr int kept = 3;
  if (pipe != kept && dup2(pipe, kept) != kept) _exit(1);
  close_range(kept + 1, ~0U, 0);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_CPU, processor_seconds_max);
#if !__has_feature(address_sanitizer)
  limit(RLIMIT_DATA, memory_bytes_max);
#endif
}

class Pipe {
 public:
  void send(Frame kind, std::string_view bytes) {
    const auto count = static_cast<std::uint32_t>(bytes.size());
    buffer_ += static_cast<char>(kind);
    buffer_.append(reinterpret_cast<const char*>(&count), sizeof count);
    buffer_ += bytes;
    if (buffer_.size() > 64UL * 1024) flush();
  }
  [[noreturn]] void fail_with(std::string_view code, std::string_view argument = {}, std::string_view value = {}) {
    send(Frame::error, std::string(code) + '\n' + std::string(argument) + '\n' + std::string(value));
    flush();
    _exit(0);
  }
  [[noreturn]] void end() {
    send(Frame::end, {});
    flush();
    _exit(0);
  }

 private:
  void flush() {
    std::string_view left = buffer_;
    while (!left.empty()) {
      const ssize_t count = write(3, left.data(), left.size());
      if (count <= 0) _exit(1);
      left.remove_prefix(static_cast<std::size_t>(count));
    }
    buffer_.clear();
  }
  std::string buffer_;
};

template <class Number>
void append_number(std::string& to, Number number) {
  to.append(reinterpret_cast<const char*>(&number), sizeof number);
}

std::string_view code_of(int status) {
  switch (status) {
    case FREEXL_UNSUPPORTED_CHARSET:
    case FREEXL_INVALID_CHARACTER:
      return "sheets.unknown_encoding";
    default:
      return "sheets.damaged";
  }
}

void demand_ok(int status, Pipe& pipe) {
  if (status != FREEXL_OK) pipe.fail_with(code_of(status));
}

/// False for a cell without content.
bool append_cell(std::string& frame, std::uint16_t column, const FreeXL_CellValue& value, Pipe& pipe,
                 const Limits& limits) {
  CellKind kind = CellKind::text;
  double number = 0;
  std::string_view text;
  switch (value.type) {
    case FREEXL_CELL_INT:
      kind = CellKind::number;
      number = value.value.int_value;
      break;
    case FREEXL_CELL_DOUBLE:
      kind = CellKind::number;
      number = value.value.double_value;
      break;
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_DATETIME:
      kind = CellKind::date;
      [[fallthrough]];
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
    case FREEXL_CELL_TIME:
      if (value.value.text_value != nullptr) text = value.value.text_value;
      break;
    default:
      return false;
  }
  if (kind != CellKind::number && text.empty()) return false;
  if (text.size() > limits.cell_bytes_max)
    pipe.fail_with("sheets.text_too_long", "bytes_max", std::to_string(limits.cell_bytes_max));
  append_number(frame, column);
  append_number(frame, static_cast<std::uint8_t>(kind));
  append_number(frame, number);
  append_number(frame, static_cast<std::uint32_t>(text.size()));
  frame += text;
  return true;
}

void send_row(const void* book, unsigned row, std::uint16_t columns, Pipe& pipe, const Limits& limits) {
  std::string frame;
  append_number(frame, row + 1);
  for (std::uint16_t column = 0; column < columns; ++column) {
    FreeXL_CellValue value;
    demand_ok(freexl_get_cell_value(book, row, column, &value), pipe);
    const bool has_content = append_cell(frame, column, value, pipe, limits);
    if (has_content && column >= limits.columns_max)
      pipe.fail_with("sheets.too_many_columns_xls", "columns_max", std::to_string(limits.columns_max));
  }
  if (frame.size() > frame_bytes_max) pipe.fail_with("sheets.damaged");
  if (frame.size() > sizeof(unsigned)) pipe.send(Frame::row, frame);
}

void send_names(const void* book, Pipe& pipe, const Limits& limits) {
  unsigned count = 0;
  demand_ok(freexl_get_info(book, FREEXL_BIFF_SHEET_COUNT, &count), pipe);
  if (count == 0) pipe.fail_with("sheets.no_sheet");
  if (count > limits.sheets_max)
    pipe.fail_with("sheets.too_many_sheets", "sheets_max", std::to_string(limits.sheets_max));
  for (unsigned index = 0; index < count; ++index) {
    const char* name = nullptr;
    demand_ok(freexl_get_worksheet_name(book, static_cast<unsigned short>(index), &name), pipe);
    pipe.send(Frame::sheet, name == nullptr ? "" : std::string_view(name).substr(0, 1024));
  }
}

}  // namespace

void run_child(const std::string& path, int sheet, int pipe_file, const Limits& limits) {
  shut_off(pipe_file);
  Pipe pipe;
  const void* book = nullptr;
  demand_ok(freexl_open(path.c_str(), &book), pipe);
  unsigned password = 0;
  demand_ok(freexl_get_info(book, FREEXL_BIFF_PASSWORD, &password), pipe);
  if (password == FREEXL_BIFF_OBFUSCATED) pipe.fail_with("sheets.encrypted");
  if (sheet == names_only) {
    send_names(book, pipe, limits);
    pipe.end();
  }
  demand_ok(freexl_select_active_worksheet(book, static_cast<unsigned short>(sheet)), pipe);
  unsigned rows = 0;
  unsigned short columns = 0;
  demand_ok(freexl_worksheet_dimensions(book, &rows, &columns), pipe);
  if (rows > limits.rows_max) pipe.fail_with("sheets.too_many_rows", "rows_max", std::to_string(limits.rows_max));
  for (unsigned row = 0; row < rows; ++row) send_row(book, row, columns, pipe, limits);
  pipe.end();
}

}  // namespace mingchou::sheets::xls
