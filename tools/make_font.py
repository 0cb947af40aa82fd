#!/usr/bin/env python3
"""Cuts the user interface's font out of WenQuanYi Micro Hei, in two parts.

usage: make_font.py --source FONT.ttc --unihan FOLDER --base UI.ttf --rest REST.ttf --table rest_code_points.h
                    FILE...

base  what every device loads: ASCII, the punctuation of both languages, common signs, GB 2312, the 通用规范汉字表
      (Unihan's kTGH) and every character that occurs in the given files (our own strings)
rest  all other characters of the source except Hangul, for names that need them
The table tells the app which characters are in the rest.

Fails if the source lacks a character of our own strings.
"""
import argparse
import bz2
import pathlib
import sys

import font_files

PUNCTUATION = [(0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0xFF), (0x2010, 0x2027), (0x2030, 0x2030), (0x2190, 0x2193),
               (0x3000, 0x301F), (0xFF01, 0xFF5E), (0xFFFD, 0xFFFD)]
# €, ™ and the like, numbers in circles, units such as ㎡: common in scopes of business.
SIGNS = [(0x20AC, 0x20AC), (0x2100, 0x214F), (0x2460, 0x24FF), (0x3200, 0x33FF)]
HANGUL = set(range(0x1100, 0x1200)) | set(range(0x3130, 0x3190)) | set(range(0xAC00, 0xD7B0))
BITS = 32


def gb2312():
    """Every character that the code of 1980 names."""
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            character = bytes([row, cell]).decode("gb2312", "ignore")
            if character:
                yield ord(character)


def general_standard_characters(unihan):
    """The 8105 characters of the 通用规范汉字表 of 2013."""
    with bz2.open(unihan / "Unihan_OtherMappings.txt.bz2", "rt", encoding="utf-8") as lines:
        return {int(line.split("\t")[0][2:], 16) for line in lines if "\tkTGH\t" in line}


def page_table(code_points):
    """Pages of 256 code points as bits, for the pages that have any."""
    rows = ""
    for page in sorted({c >> 8 for c in code_points}):
        words = [sum(1 << bit for bit in range(BITS) if (page << 8 | word * BITS | bit) in code_points) for word in range(256 // BITS)]
        rows += f"    {{0x{page:X}, {{{', '.join(f'0x{word:08X}' for word in words)}}}}},\n"
    return (
        "// Made by tools/make_font.py: which characters are in rest.ttf.\n#pragma once\n\n"
        "#include <array>\n#include <cstdint>\n\nnamespace mingchou::client {\n\n"
        "/// 256 code points: `high` are their upper bits, one bit each in `bits`.\n"
        "struct CodePointPage {\n  std::uint32_t high;\n  std::array<std::uint32_t, 8> bits;\n};\n\n"
        f"inline constexpr CodePointPage rest_code_points[] = {{\n{rows}}};\n\n}}  // namespace mingchou::client\n")


def main():
    parser = argparse.ArgumentParser()
    for name in ["source", "unihan", "base", "rest", "table"]:
        parser.add_argument(f"--{name}", required=True, type=pathlib.Path)
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    arguments = parser.parse_args()

    own = {ord(c) for name in arguments.files for c in name.read_text(encoding="utf-8") if c.isprintable()}
    wanted = own | set(gb2312()) | {c for first, last in PUNCTUATION + SIGNS for c in range(first, last + 1)}
    wanted |= general_standard_characters(arguments.unihan)
    base = font_files.cut(arguments.source, arguments.base, wanted)
    missing = own - base
    if missing:
        arguments.base.unlink()
        sys.exit("The font lacks characters of our own strings: " + " ".join(f"{chr(c)} (U+{c:04X})" for c in sorted(missing))
                 + ". Use other words, or another sign.")

    everything = font_files.mapped_code_points(arguments.source.read_bytes())
    # hb-subset 6 fails on this font with a character map of both formats; the six signs beyond U+FFFF are no loss.
    others = {c for c in everything if 0xFF < c <= 0xFFFF} - base - HANGUL
    rest = font_files.cut(arguments.source, arguments.rest, others)
    font_files.write_if_changed(arguments.table, page_table(rest))


if __name__ == "__main__":
    main()
