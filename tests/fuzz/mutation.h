// Changing bytes at random, for the tests' own fuzzing loops: the same changes in every run.
#pragma once

#include <cstdlib>
#include <span>
#include <string>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/random.h"

namespace mingchou::fuzz {

/// `rounds`, or a hundred times as many when the environment variable MINGCHOU_LONG is set.
int rounds_of(int rounds);

/// One of the samples with 1 to 4 changes: bytes set, removed, doubled, swapped in from `alphabet` or from another
/// sample.
Bytes mutate(std::span<const std::string> samples, std::string_view alphabet, Random& random);

/// Up to `bytes_max` bytes of the alphabet, or any bytes if it is empty.
Bytes random_bytes(std::size_t bytes_max, std::string_view alphabet, Random& random);

}  // namespace mingchou::fuzz
