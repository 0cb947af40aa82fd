#include "server/sheets/xls_reader.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <utility>

#include "server/sheets/xls_child.h"
#include "shared/text/utf8.h"

namespace mingchou::sheets {
namespace {

/// The child and the end of the pipe from which its frames come. Whatever happens, it is ended and waited for.
class Child {
 public:
  static Result<Child> start(const std::string& path, int sheet, const Limits& limits) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return fail(Error("server.busy").because(std::strerror(errno)));
    const pid_t process = fork();
    if (process == 0) xls::run_child(path, sheet, ends[1], limits);
    close(ends[1]);
    if (process < 0) {
      close(ends[0]);
      return fail(Error("server.busy").because(std::strerror(errno)));
    }
    return Child(process, ends[0]);
  }

  Child(Child&& other) noexcept : process_(std::exchange(other.process_, -1)), pipe_(std::exchange(other.pipe_, -1)) {}
  Child& operator=(Child&& other) noexcept {
    std::swap(process_, other.process_);
    std::swap(pipe_, other.pipe_);
    return *this;
  }
  ~Child() {
    if (process_ <= 0) return;
    close(pipe_);
    kill(process_, SIGKILL);
    while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }

  struct Message {
    xls::Frame kind;
    std::string bytes;
  };
  /// Error: sheets.damaged if the child is gone before its last frame.
  Result<Message> receive() {
    char head[5];
    MC_TRY(read_exactly(head, sizeof head));
    std::uint32_t count = 0;
    std::memcpy(&count, head + 1, sizeof count);
    Message message{static_cast<xls::Frame>(head[0]), {}};
    if (count > xls::frame_bytes_max) return fail(Error("sheets.damaged").because("a frame too long"));
    message.bytes.resize(count);
    MC_TRY(read_exactly(message.bytes.data(), count));
    return message;
  }

 private:
  Child(pid_t process, int pipe) : process_(process), pipe_(pipe) {}

  Result<> read_exactly(char* to, std::size_t count) {
    while (count > 0) {
      const ssize_t got = read(pipe_, to, count);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return fail(Error("sheets.damaged").because("the reading process ended"));
      to += got;
      count -= static_cast<std::size_t>(got);
    }
    return {};
  }

  pid_t process_;
  int pipe_;
};

Error error_of(std::string_view frame) {
  const std::size_t first = frame.find('\n'), second = frame.find('\n', first + 1);
  Error error(frame.substr(0, first));
  if (first != frame.npos && second != frame.npos && second > first + 1)
    error.arguments.push_back(
        {std::string(frame.substr(first + 1, second - first - 1)), std::string(frame.substr(second + 1))});
  return error;
}

template <class Number>
bool take(std::string_view& frame, Number& number) {
  if (frame.size() < sizeof number) return false;
  frame.copy(reinterpret_cast<char*>(&number), sizeof number);
  frame.remove_prefix(sizeof number);
  return true;
}

std::optional<Cell> take_cell(std::string_view& frame, std::uint16_t& column) {
  std::uint8_t kind = 0;
  std::uint32_t bytes = 0;
  Cell cell;
  if (!take(frame, column) || !take(frame, kind) || !take(frame, cell.number) || !take(frame, bytes))
    return std::nullopt;
  if (bytes > frame.size() || kind > static_cast<std::uint8_t>(CellKind::error)) return std::nullopt;
  cell.kind = static_cast<CellKind>(kind);
  cell.text = text::replace_ill_formed(frame.substr(0, bytes));
  frame.remove_prefix(bytes);
  if (cell.kind != CellKind::date) return cell;
  const auto date = CivilDate::parse(std::string_view(cell.text).substr(0, 10));
  return date ? Cell::of_date(*date) : Cell::of_text(std::move(cell.text));
}

std::optional<Row> row_of(std::string_view frame) {
  Row row;
  if (!take(frame, row.number)) return std::nullopt;
  while (!frame.empty()) {
    std::uint16_t column = 0;
    auto cell = take_cell(frame, column);
    if (!cell || column > 256) return std::nullopt;
    if (row.cells.size() <= column) row.cells.resize(column + 1UL);
    row.cells[column] = *std::move(cell);
  }
  return row;
}

class XlsReader final : public SheetReader {
 public:
  XlsReader(std::string path, std::vector<SheetInfo> sheets, const Limits& limits)
      : path_(std::move(path)), limits_(limits) {
    sheets_ = std::move(sheets);
  }

  Result<> select(std::size_t sheet) override {
    child_.reset();
    if (sheet >= sheets_.size()) return fail(Error("sheets.no_sheet"));
    last_row_ = 0;
    child_ = MC_TRY(Child::start(path_, static_cast<int>(sheet), limits_));
    is_at_end_ = false;
    return {};
  }

  Result<bool> next(Row& row) override {
    if (is_at_end_) return false;
    if (!child_) return fail(Error("sheets.no_sheet"));
    auto message = child_->receive();
    if (!message || message->kind != xls::Frame::row) child_.reset();
    if (!message) return fail(message.error());
    if (message->kind == xls::Frame::error) return fail(error_of(message->bytes));
    if (message->kind == xls::Frame::end) {
      is_at_end_ = true;
      return false;
    }
    auto got = message->kind == xls::Frame::row ? row_of(message->bytes) : std::nullopt;
    if (!got || got->number <= last_row_) return fail(Error("sheets.damaged").because("a frame out of form"));
    row = *std::move(got);
    last_row_ = row.number;
    return true;
  }

  // How many rows there are is not known before the end; a sheet has at most 65,536.
  double progress() const override { return is_at_end_ ? 1 : static_cast<double>(last_row_) / 65'536; }

 private:
  const std::string path_;
  const Limits limits_;
  std::optional<Child> child_;
  std::uint32_t last_row_ = 0;
  bool is_at_end_ = false;
};

}  // namespace

Result<std::unique_ptr<SheetReader>> open_xls(const std::string& path, const Limits& limits) {
  Child child = MC_TRY(Child::start(path, xls::names_only, limits));
  std::vector<SheetInfo> sheets;
  while (true) {
    auto message = MC_TRY(child.receive());
    if (message.kind == xls::Frame::error) return fail(error_of(message.bytes));
    if (message.kind == xls::Frame::end) break;
    sheets.push_back({text::replace_ill_formed(message.bytes), false});
  }
  return std::make_unique<XlsReader>(path, std::move(sheets), limits);
}

}  // namespace mingchou::sheets
