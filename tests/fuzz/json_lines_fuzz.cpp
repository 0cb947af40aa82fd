// libFuzzer program: JSON Lines in chunks.
#include "tests/fuzz/fuzz_program.h"

MINGCHOU_FUZZ_PROGRAM(mingchou::fuzz::json_lines_property)
