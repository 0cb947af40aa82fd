// Makes a libFuzzer program of a property: `json_fuzz -max_total_time=60 CORPUS-FOLDER`.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "tests/fuzz/properties.h"

/// A broken property ends the process, so that libFuzzer keeps the input.
#define MINGCHOU_FUZZ_PROGRAM(property)                                               \
  extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) { \
    const std::string broken = property(mingchou::BytesView(data, size));             \
    if (!broken.empty()) {                                                            \
      std::fprintf(stderr, "broken property: %s\n", broken.c_str());                  \
      std::abort();                                                                   \
    }                                                                                 \
    return 0;                                                                         \
  }
