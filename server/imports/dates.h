// Reading dates as people write them into spreadsheets.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/sheets/cell.h"

namespace mingchou::imports {

struct DateReading {
  enum class Kind { date, endless, incomplete, ambiguous, unknown };
  Kind kind = Kind::unknown;
  /// Of `date`; of `ambiguous` and `incomplete` what is most likely meant, if anything is.
  std::optional<CivilDate> date;
};

/// 2020-05-01, 2020/5/1, 2020.5.1, 2020年5月1日, 20200501, 二〇二〇年五月一日, with a time behind them, full-width,
/// with blanks; Excel's own days and its serial numbers. 5/13/2020 can be read one way only; 5/1/2020 and 20.5.1 are
/// ambiguous; 2020-05 lacks its day. 长期 and the like have no end.
DateReading read_date(const sheets::Cell& cell);

/// A last day: of a range its end counts ("2020-05-01至2025-04-30").
DateReading read_last_day(const sheets::Cell& cell);

}  // namespace mingchou::imports
