// A draw from files, without a server: its rosters as they come, then plan and values, then a bundle of it.
//
// A roster file is JSON Lines in the strict profile, with the lines "roster_key", "target" and "inspector" of a bundle,
// in that order. Runs everywhere.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/error.h"
#include "shared/draw/bundle.h"
#include "shared/json/lines.h"

namespace mingchou::draw {

struct RosterFile {
  Bytes roster_key;
  std::vector<Target> targets;
  std::vector<Inspector> inspectors;
};

/// RosterFileReader reader;
/// while (…) MC_TRY(reader.feed(chunk));
/// RosterFile roster = MC_TRY(reader.finish());
///
/// Errors: those of json::LineReader, read_target(), read_inspector(); draw.roster_line {line} for a line that does not
/// belong there; draw.rows_unordered {id}; draw.roster_key_missing.
class RosterFileReader {
 public:
  Result<> feed(std::string_view chunk);
  Result<RosterFile> finish();

 private:
  Result<> on_line(const json::Line& line);

  json::LineReader reader_{{.form = json::Form::strict}};
  RosterFile roster_;
};

/// The same file, of rosters in the order of their ids. Errors: what `sink` returns; json.line_too_long.
Result<> write_roster_file(const OpenedRosters& rosters, const BundleSink& sink);

/// Fills in count and root of both rosters, as they must stand in a plan over them.
void seal_plan(Plan& plan, const RosterFile& roster);

/// The values in plan order, from texts "NAME=VALUE": a witness's secret in hexadecimal or nothing after "=" if it was
/// struck, a public value as published. Errors: draw.value_unknown {name} for a source that the plan does not name, or
/// that is given twice; draw.value_missing {name}; draw.reveal_differs {name} for what is no hexadecimal.
Result<std::vector<Bytes>> values_from_texts(const Plan& plan, std::span<const std::string> texts);

/// Compares rosters with the plan and draws. Errors: those of TargetRoster, check_inspectors() and run_draw().
Result<DrawOutcome> draw_from_files(const Plan& plan, const RosterFile& roster, std::span<const Bytes> values,
                                    const Digest& nonce);

}  // namespace mingchou::draw
