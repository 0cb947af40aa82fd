"""What the scripts that cut fonts share: reading a character map, and calling hb-subset."""
import pathlib
import struct
import subprocess
import tempfile
import unicodedata

from fontTools.ttLib import TTFont

# FFTM makes Chromium refuse the font; nobody here reads the layout, vertical and hinting tables.
DROPPED_TABLES = ["FFTM", "GSUB", "GPOS", "GDEF", "vhea", "vmtx", "gasp"]
# Browsers want a table of names; these are copyright, family, style and licence.
NAMES = "0,1,2,13,14"


def tables_of(font, directory=0):
    count = struct.unpack(">H", font[directory + 4 : directory + 6])[0]
    for i in range(count):
        record = directory + 12 + 16 * i
        tag, _, offset, length = struct.unpack(">4sLLL", font[record : record + 16])
        yield tag.decode("latin-1"), font[offset : offset + length]


def mapped_code_points(font):
    """Code points of the cmap, formats 4 and 12, of a font or of a collection's first face."""
    directory = struct.unpack(">L", font[12:16])[0] if font[:4] == b"ttcf" else 0
    cmap = dict(tables_of(font, directory))["cmap"]
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
    # The end mark of format 4 is no character.
    return found - {0xFFFF}


def blank_code_points(source):
    """Characters that the font claims to have and draws nothing for, though they are no spaces, controls or marks. The
    app must not believe it: where a font lacks a character, the browser draws it."""
    font = TTFont(source, fontNumber=0, lazy=True)
    offsets = font["loca"]

    def is_blank(glyph):
        index = font.getGlyphID(glyph)
        return offsets[index] == offsets[index + 1]

    return {c for c, glyph in font.getBestCmap().items() if is_blank(glyph) and unicodedata.category(chr(c))[0] not in "ZCM"}


def cut(source, output, code_points):
    """Writes a plain single-face TTF with the glyphs of these code points, as far as the source has them, without
    the tables that stb_truetype does not read and that browsers refuse. Returns the code points that it got."""
    code_points = set(code_points) - blank_code_points(source)
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as listing:
        listing.write("\n".join(f"{c:X}" for c in sorted(code_points)))
        listing.flush()
        subprocess.run(
            ["hb-subset", "--face-index=0", f"--unicodes-file={listing.name}", "--no-hinting", "--desubroutinize",
             f"--name-IDs={NAMES}",
             f"--drop-tables+={','.join(DROPPED_TABLES)}", f"--output-file={output}", source],
            check=True)
    return mapped_code_points(pathlib.Path(output).read_bytes())


def write_if_changed(path, text):
    """Keeps the time of a file that stays the same: what includes it need not be compiled again."""
    path = pathlib.Path(path)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
