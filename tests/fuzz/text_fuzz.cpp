// libFuzzer program: UTF-8 and normal forms.
#include "tests/fuzz/fuzz_program.h"

MINGCHOU_FUZZ_PROGRAM(mingchou::fuzz::text_property)
