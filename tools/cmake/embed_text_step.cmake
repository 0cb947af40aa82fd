# Run by mingchou_embed_text at build time: -DSOURCE= -DOUTPUT= -DSYMBOL=.
# Semicolons and brackets mean something to CMake's lists, so the text is handled as hexadecimal throughout.
file(READ ${SOURCE} hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" escaped "${hex}")
# One literal per 64 bytes; adjacent literals join, and an escape never runs into the next literal's text.
string(REGEX REPLACE "((\\\\x[0-9a-f][0-9a-f]){64})" "\\1\"\n    \"" escaped "${escaped}")
file(SIZE ${SOURCE} size)
file(WRITE ${OUTPUT} "// Made from a data file; edit that.
#include <string_view>
// Files may be longer than every compiler must take; clang and gcc take them.
#pragma GCC diagnostic ignored \"-Woverlength-strings\"
namespace mingchou::embedded {
extern const std::string_view ${SYMBOL};
const std::string_view ${SYMBOL}{
    \"${escaped}\", ${size}};
}  // namespace mingchou::embedded
")
