// libFuzzer program: see bundle_property().
#include "tests/fuzz/draw_properties.h"
#include "tests/fuzz/fuzz_program.h"

MINGCHOU_FUZZ_PROGRAM(mingchou::fuzz::bundle_property)
