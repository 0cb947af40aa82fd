#!/usr/bin/env python3
"""precompile.py RESULT HEADER COMMAND...: runs COMMAND, which precompiles HEADER into RESULT and notes in RESULT.d of what.

Beside it goes RESULT.sum, which stands for its contents in ccache: what was compiled (texts and command, without the
paths of this clone), so that a source is found again in another clone, whose precompiled headers differ in paths.
"""
import hashlib
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def inputs(depfile):
    """The files that a rule in make's syntax names after its colon."""
    text = depfile.read_text().split(":", 1)[1].replace("\\\n", " ")
    return [pathlib.Path(re.sub(r"\\(.)", r"\1", name)) for name in re.findall(r"(?:\\.|\S)+", text)]


def main():
    result, header, *command = sys.argv[1:]
    done = subprocess.run([*command, "-x", "c++-header", header, "-o", result, "-MD", "-MF", f"{result}.d", "-MT", result])
    if done.returncode:
        sys.exit(done.returncode)
    total = hashlib.sha256(" ".join(command).replace(str(ROOT), "").encode())
    for file in sorted(set(inputs(pathlib.Path(f"{result}.d")))):
        if file.is_relative_to(ROOT):
            total.update(str(file.relative_to(ROOT)).encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    pathlib.Path(f"{result}.sum").write_text(total.hexdigest() + "\n")


main()
