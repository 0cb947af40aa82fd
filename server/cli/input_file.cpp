#include "server/cli/input_file.h"

#include <filesystem>
#include <fstream>

namespace mingchou::server {
namespace {

constexpr std::size_t piece_bytes = 256 * 1024;

}  // namespace

Result<> stream_input_file(const std::string& path, const std::function<Result<>(std::string_view)>& on_piece) {
  // A stream opens a folder and finds it empty.
  std::error_code unknown;
  const bool is_folder = std::filesystem::is_directory(path, unknown);
  std::ifstream file(is_folder ? std::string() : path, std::ios::binary);
  std::string piece(piece_bytes, '\0');
  while (file.is_open() && !file.eof()) {
    file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    if (file.bad() || (file.fail() && !file.eof())) break;
    MC_TRY(on_piece(std::string_view(piece).substr(0, static_cast<std::size_t>(file.gcount()))));
  }
  if (!file.is_open() || !file.eof()) return fail(Error("cli.input_unreadable").with("path", path));
  return {};
}

Result<std::string> read_input_file(const std::string& path, std::size_t bytes_max) {
  std::string text;
  MC_TRY(stream_input_file(path, [&](std::string_view piece) -> Result<> {
    if (piece.size() > bytes_max - text.size())
      return fail(Error("cli.input_too_large").with("path", path).with("max", static_cast<long long>(bytes_max)));
    text += piece;
    return {};
  }));
  return text;
}

}  // namespace mingchou::server
