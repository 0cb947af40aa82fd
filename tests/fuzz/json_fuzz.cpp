// libFuzzer program: JSON and its canonical forms.
#include "tests/fuzz/fuzz_program.h"

MINGCHOU_FUZZ_PROGRAM(mingchou::fuzz::json_property)
