#!/usr/bin/env python3
"""Cuts the icon font and writes the table of its code points.

usage: make_icons.py --lucide FOLDER --list icons.h --font ICONS.ttf --table icon_code_points.h

FOLDER is the npm package lucide-static. The list is the macro MINGCHOU_ICONS. Fails if it names a drawing that the
font lacks.
"""
import argparse
import json
import pathlib
import re
import sys

import font_files

ENTRY = re.compile(r'^  icon\((\w+), "([\w-]+)"\)', re.MULTILINE)


def main():
    parser = argparse.ArgumentParser()
    for name in ["lucide", "list", "font", "table"]:
        parser.add_argument(f"--{name}", required=True, type=pathlib.Path)
    arguments = parser.parse_args()

    entries = ENTRY.findall(arguments.list.read_text(encoding="utf-8"))
    known = json.loads((arguments.lucide / "font/codepoints.json").read_text(encoding="utf-8"))
    code_points = [known.get(drawing, 0) for _, drawing in entries]
    drawn = font_files.cut(arguments.lucide / "font/lucide.ttf", arguments.font, set(code_points) - {0})
    missing = [f'{name} ("{drawing}")' for (name, drawing), c in zip(entries, code_points) if c not in drawn]
    if missing or not entries:
        arguments.font.unlink()
        sys.exit(f"Lucide has no drawing for: {', '.join(missing)}. Its names stand in font/codepoints.json.")

    rows = "".join(f"    0x{c:X},  // {name}\n" for (name, _), c in zip(entries, code_points))
    font_files.write_if_changed(arguments.table, (
        "// Made by tools/make_icons.py: the code points of client/app/ui/icons.h in the icon font.\n#pragma once\n\n"
        "#include <array>\n\nnamespace mingchou::client {\n\n"
        f"inline constexpr std::array<char32_t, {len(entries)}> icon_code_points{{\n{rows}}};\n\n"
        "}  // namespace mingchou::client\n"))


if __name__ == "__main__":
    main()
