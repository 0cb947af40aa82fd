// The rows that a list shows, read from the database when they come into sight. Drawing asks with at(); what is not
// there yet is noted and read by load() between frames. Keeps the rows seen last, a bounded number. One thread.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "client/app/jobs.h"
#include "client/app/register/register_index.h"

namespace mingchou::client {

class TargetRows {
 public:
  /// Of each of two halves; a screen shows some 20 rows.
  static constexpr std::size_t rows_max = 256;
  static constexpr std::size_t wanted_max = 256;

  /// Both outlive it.
  TargetRows(RegisterStore& store, const RegisterIndex& index) : store_(store), index_(index) {}

  /// Null: not read yet. Valid until the next load().
  const TargetRow* at(std::uint32_t row);
  /// The row is another now: it is read anew when it is asked for.
  void forget(std::uint32_t row) {
    recent_.erase(row);
    older_.erase(row);
  }
  /// Something was asked for that is not there.
  bool has_wanted() const { return !wanted_.empty(); }
  /// Reads what was asked for, last asked first. True: something came, draw again.
  Result<bool> load(const Deadline& deadline);

 private:
  const TargetRow* keep(std::uint32_t row, TargetRow content);

  RegisterStore& store_;
  const RegisterIndex& index_;
  std::unordered_map<std::uint32_t, TargetRow> recent_, older_;
  std::vector<std::uint32_t> wanted_;
};

}  // namespace mingchou::client
