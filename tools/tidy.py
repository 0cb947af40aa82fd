#!/usr/bin/env python3
"""clang-tidy over our own native sources, as built by the native preset.

A source that passed is remembered in the cache by the hash of its text, of every header of ours that it includes
and of the configuration; a run reads only what changed. Prints what was found; exits 1 if anything was.
"""
import concurrent.futures
import hashlib
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build/native"
MEMORY = pathlib.Path(os.environ.get("MINGCHOU_CACHE", pathlib.Path.home() / ".cache/mingchou")) / "tidy"
OURS = re.compile(r"(?:^|/)((?:shared|server|client)/[\w/.]+\.(?:cpp|h))$")


def sources_with_headers():
    """Maps each of our sources to the files of ours it was compiled from, as ninja recorded them."""
    listing = subprocess.run(["ninja", "-C", BUILD, "-t", "deps"], capture_output=True, text=True, check=True).stdout
    units = {}
    for block in listing.split("\n\n"):
        files = [match.group(1) for line in block.splitlines()[1:] if (match := OURS.search(line.strip()))]
        files = [file for file in files if (ROOT / file).exists()]
        if files and files[0].endswith(".cpp"):
            units[files[0]] = sorted(set(files))
    return units


def fingerprint(files):
    total = hashlib.sha256((ROOT / ".clang-tidy").read_bytes())
    for file in files:
        total.update(file.encode() + b"\0" + hashlib.sha256((ROOT / file).read_bytes()).digest())
    return total.hexdigest()


def read_one(source, key):
    command = ["clang-tidy-19", "-p", BUILD, "--quiet", source]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode == 0:
        (MEMORY / key).touch()
    return done.returncode, done.stdout


def main():
    MEMORY.mkdir(parents=True, exist_ok=True)
    units = {source: fingerprint(files) for source, files in sources_with_headers().items()}
    unread = [(source, key) for source, key in sorted(units.items()) if not (MEMORY / key).exists()]
    print(f"    clang-tidy: {len(units)} sources, {len(unread)} to read", file=sys.stderr)
    if not units:
        sys.exit("error: ninja knows no dependencies; build the native preset first")
    failed = False
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for code, output in pool.map(lambda unit: read_one(*unit), unread):
            failed = failed or code != 0
            print(output, end="")
    sys.exit(1 if failed else 0)


main()
