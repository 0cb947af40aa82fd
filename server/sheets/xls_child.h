// The child's side of xls_reader: reads with libfreexl and writes frames into a pipe. Inside server/sheets only.
#pragma once

#include <cstdint>
#include <string>

#include "server/sheets/sheet_reader.h"

namespace mingchou::sheets::xls {

/// A frame is its kind, the number of bytes that follow (32 bits, this machine's order), and those bytes.
enum class Frame : std::uint8_t {
  sheet,  // a name
  row,    // number (32), then cells: column (16), kind (8), number (64), bytes of text (32), text
  end,    // nothing follows, and nothing went wrong
  error,  // code, '\n', name of an argument, '\n', its value
};
inline constexpr std::uint32_t frame_bytes_max = 16U * 1024 * 1024;

inline constexpr int names_only = -1;

/// Never returns.
[[noreturn]] void run_child(const std::string& path, int sheet, int pipe, const Limits& limits);

}  // namespace mingchou::sheets::xls
