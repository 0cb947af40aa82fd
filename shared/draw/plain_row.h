// The line of a target as nearly every line of a bundle is, read without a document. Inside shared/draw only.
//
// A bundle of a million rows is read within seconds only if a row costs neither a parse nor a second encoding to
// compare with. So what can be seen in one pass to be the canonical text of a right row is taken here; every other
// line, right or wrong, is left to the readers of shared/json and their errors.
#pragma once

#include <optional>
#include <string_view>

#include "shared/draw/roster.h"

namespace mingchou::draw {

/// Reads `line` into `target`, whose memory is used again, and gives the text of its attributes within the line. Then
/// the line is {"attributes":…,"id":…,"line":"target"} in canonical JSON, attributes_json(target) is what is given, and
/// the bounds of read_target() hold; the rules of check_target() are not checked. Nothing if the line is not plain: a
/// text in it needs an escape or is beyond ASCII and not UTF-8, or anything at all is elsewhere or else than it must
/// be. `target` then holds anything.
std::optional<std::string_view> read_plain_target(std::string_view line, Target& target);

}  // namespace mingchou::draw
