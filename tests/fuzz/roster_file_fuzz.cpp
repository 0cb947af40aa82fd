// libFuzzer program: see roster_file_property().
#include "tests/fuzz/draw_properties.h"
#include "tests/fuzz/fuzz_program.h"

MINGCHOU_FUZZ_PROGRAM(mingchou::fuzz::roster_file_property)
