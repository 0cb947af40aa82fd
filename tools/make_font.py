#!/usr/bin/env python3
"""Cuts the user interface's font out of WenQuanYi Micro Hei.

usage: make_font.py --source FONT.ttc --output UI.ttf FILE...

Kept: ASCII, the punctuation of both languages, GB 2312 (levels 1 and 2), and every character that occurs in the
given files (our own strings). The output is a plain single-face TTF without the tables that stb_truetype does not
read and that browsers refuse. Fails if the font lacks a character of our own strings.
"""
import argparse
import pathlib
import struct
import subprocess
import sys
import tempfile

FACE_INDEX = 0
PUNCTUATION = [(0x20, 0x7E), (0xA0, 0xFF), (0x2010, 0x2027), (0x2030, 0x2030), (0x2190, 0x2193), (0x3000, 0x301F), (0xFF01, 0xFF5E)]
# FFTM makes Chromium refuse the font; nobody here reads the layout, vertical and hinting tables.
DROPPED_TABLES = ["FFTM", "GSUB", "GPOS", "GDEF", "vhea", "vmtx", "gasp", "name"]


def gb2312():
    """Every character that the code of 1980 names."""
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            character = bytes([row, cell]).decode("gb2312", "ignore")
            if character:
                yield ord(character)


def tables_of(font):
    count = struct.unpack(">H", font[4:6])[0]
    for i in range(count):
        tag, _, offset, length = struct.unpack(">4sLLL", font[12 + 16 * i : 28 + 16 * i])
        yield tag.decode("latin-1"), font[offset : offset + length]


def mapped_code_points(font):
    """Code points of the cmap, formats 4 and 12 (hb-subset writes no others)."""
    cmap = dict(tables_of(font))["cmap"]
    found = set()
    for i in range(struct.unpack(">H", cmap[2:4])[0]):
        offset = struct.unpack(">HHL", cmap[4 + 8 * i : 12 + 8 * i])[2]
        kind = struct.unpack(">H", cmap[offset : offset + 2])[0]
        if kind == 4:
            half = struct.unpack(">H", cmap[offset + 6 : offset + 8])[0]
            ends = struct.unpack(f">{half // 2}H", cmap[offset + 14 : offset + 14 + half])
            starts = struct.unpack(f">{half // 2}H", cmap[offset + 16 + half : offset + 16 + 2 * half])
            for start, end in zip(starts, ends):
                found.update(range(start, end + 1))
        elif kind == 12:
            for g in range(struct.unpack(">L", cmap[offset + 12 : offset + 16])[0]):
                start, end, _ = struct.unpack(">LLL", cmap[offset + 16 + 12 * g : offset + 28 + 12 * g])
                found.update(range(start, end + 1))
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--source", required=True)
    parser.add_argument("--output", required=True)
    parser.add_argument("files", nargs="*")
    arguments = parser.parse_args()

    own = set()
    for name in arguments.files:
        own.update(ord(c) for c in pathlib.Path(name).read_text(encoding="utf-8") if c.isprintable())
    wanted = own | set(gb2312()) | {c for first, last in PUNCTUATION for c in range(first, last + 1)}

    with tempfile.NamedTemporaryFile("w", suffix=".txt") as listing:
        listing.write("\n".join(f"{c:X}" for c in sorted(wanted)))
        listing.flush()
        subprocess.run(
            ["hb-subset", f"--face-index={FACE_INDEX}", f"--unicodes-file={listing.name}", "--no-hinting", "--desubroutinize",
             f"--drop-tables+={','.join(DROPPED_TABLES)}", f"--output-file={arguments.output}", arguments.source],
            check=True)

    missing = own - mapped_code_points(pathlib.Path(arguments.output).read_bytes())
    if missing:
        pathlib.Path(arguments.output).unlink()
        sys.exit("The font lacks characters of our own strings: " + " ".join(f"{chr(c)} (U+{c:04X})" for c in sorted(missing))
                 + ". Use other words, or extend the fallback.")


if __name__ == "__main__":
    main()
