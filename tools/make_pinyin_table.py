#!/usr/bin/env python3
"""Makes the table of pinyin readings (shared/search/pinyin_table.h) as a C++ source from Unicode's Unihan database.

    make_pinyin_table.py Unihan_Readings.txt.bz2 OUTPUT.cpp

Readings of a character, without tones: first the customary one (kMandarin), then those in use (kHanyuPinlu), and those of two
dictionaries of modern Chinese (kTGHZ2013, kXHC1983); a character in none of these gets the first of kHanyuPinyin.
The table covers U+3400 to U+9FFF and, outside, the characters of the modern sources, which hold every character of
the national list of 2013 (names of persons and places use it). The other 14,000 would double the table.
"""
import bz2
import collections
import re
import sys
import unicodedata

MODERN = ("kHanyuPinlu", "kTGHZ2013", "kXHC1983")
DENSE_FIRST, DENSE_LAST = 0x3400, 0x9FFF


def syllable(reading):
    """Without its tone; lǜ becomes lv: keyboards and input methods write v for ü."""
    letters = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(c for c in letters if "a" <= c <= "z")


def read_properties(path):
    properties = collections.defaultdict(dict)
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 3 and fields[1] in MODERN + ("kMandarin", "kHanyuPinyin"):
                properties[int(fields[0][2:], 16)][fields[1]] = fields[2]
    return properties


def readings(values):
    found = []
    for name in ("kMandarin",) + MODERN:
        for entry in values.get(name, "").split():
            # "xíng(2943)", "131.140:háng" or "xíng"
            for reading in re.sub(r"\(.*\)", "", entry).split(":")[-1].split(","):
                found.append(syllable(reading))
    if not any(found):
        found = [syllable(values.get("kHanyuPinyin", "").split(":")[-1].split(" ")[0].split(",")[0])]
    found = [s for s in found if s]
    customary = found[:1]
    # Many people type lu and nu where the rule says lv and nv.
    found += [s.replace("v", "u") for s in found]
    return tuple(customary + sorted(set(found) - set(customary)))


def numbers(name, ctype, values):
    rows = [", ".join(map(str, values[i : i + 24])) for i in range(0, len(values), 24)]
    return f"const {ctype} {name}[] = {{\n    " + ",\n    ".join(rows) + "};\n"


def main(source, output):
    of = {}
    for code_point, values in read_properties(source).items():
        dense = DENSE_FIRST <= code_point <= DENSE_LAST
        if (dense or any(name in values for name in MODERN)) and (found := readings(values)):
            of[code_point] = found
    if len(of) < 20_000:
        sys.exit(f"{source}: only {len(of)} characters with readings; is this Unihan_Readings.txt.bz2?")

    syllables = sorted({s for found in of.values() for s in found})
    if max(map(len, syllables)) > 6:
        sys.exit("a syllable has more than six letters; shared/search/pinyin.h counts on six")
    # Frequent sets first: small numbers compress best. Class 0 means "no reading".
    counted = collections.Counter(of.values())
    classes = sorted(counted, key=lambda found: (-counted[found], found))
    number = {found: i + 1 for i, found in enumerate(classes)}
    flat, starts = [], [0, 0]
    for found in classes:
        flat += [syllables.index(s) for s in found]
        starts.append(len(flat))
    rare = sorted(c for c in of if not DENSE_FIRST <= c <= DENSE_LAST)

    with open(output, "w", encoding="ascii") as file:
        file.write("// Made by tools/make_pinyin_table.py from the Unihan database (Unicode License); do not edit.\n")
        file.write('#include "shared/search/pinyin_table.h"\n\nnamespace mingchou::search::pinyin_table {\n\n')
        file.write("const char* const syllables[] = {" + ", ".join(f'"{s}"' for s in syllables) + "};\n")
        file.write(f"const std::size_t syllable_count = {len(syllables)};\n")
        file.write(f"const std::size_t class_count = {len(classes) + 1};\n")
        file.write(numbers("class_starts", "std::uint16_t", starts))
        file.write(numbers("class_syllables", "std::uint16_t", flat))
        dense = [number.get(of.get(c), 0) for c in range(DENSE_FIRST, DENSE_LAST + 1)]
        file.write(numbers("dense_classes", "std::uint16_t", dense))
        file.write(f"const std::size_t rare_count = {len(rare)};\n")
        file.write(numbers("rare_code_points", "std::uint32_t", rare))
        file.write(numbers("rare_classes", "std::uint16_t", [number[of[c]] for c in rare]))
        file.write("\n}  // namespace mingchou::search::pinyin_table\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
