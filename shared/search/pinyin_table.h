// What tools/make_pinyin_table.py makes of the Unihan database at build time. Only pinyin.cpp includes this.
//
// A class is a set of readings that some characters share, the customary one first; class 0 is the empty one. The
// syllables of class c are class_syllables[class_starts[c]] up to class_starts[c + 1]; syllables stand in the order of
// the alphabet.
#pragma once

#include <cstddef>
#include <cstdint>

namespace mingchou::search::pinyin_table {

extern const char* const syllables[];
extern const std::size_t syllable_count;
extern const std::size_t class_count;
extern const std::uint16_t class_starts[];
extern const std::uint16_t class_syllables[];

inline constexpr char32_t dense_first = 0x3400;
inline constexpr char32_t dense_last = 0x9FFF;
extern const std::uint16_t dense_classes[];
/// Rising.
extern const std::uint32_t rare_code_points[];
extern const std::uint16_t rare_classes[];
extern const std::size_t rare_count;

}  // namespace mingchou::search::pinyin_table
