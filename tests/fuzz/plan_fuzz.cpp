// libFuzzer program: see plan_property().
#include "tests/fuzz/draw_properties.h"
#include "tests/fuzz/fuzz_program.h"

MINGCHOU_FUZZ_PROGRAM(mingchou::fuzz::plan_property)
