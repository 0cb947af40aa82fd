#!/usr/bin/env python3
"""clang-tidy over our own sources, as built by the sanitize preset, which has all of them; or over the sources given.

A source that passed is remembered in the cache by the hash of its text, of every header of ours that it includes
and of the configuration; a run reads only what changed. Prints what was found; exits 1 if anything was.

Its checks walk our own declarations only (tidy_scope.cpp); with the precompiled header that the build uses, which then
need not be read whole, that is six times as fast.
"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build/sanitize"
MEMORY = pathlib.Path(os.environ.get("MINGCHOU_CACHE", pathlib.Path.home() / ".cache/mingchou")) / "tidy"
OURS = re.compile(r"(?:^|/)((?:shared|server|client)/[\w/.]+\.(?:cpp|h))$")
CONFIGURATION = (".clang-tidy", "tools/tidy_scope.cpp")
LLVM = pathlib.Path("/usr/lib/llvm-19")


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


def hash_of(files, *more):
    total = hashlib.sha256()
    for text in more:
        total.update(text.encode() + b"\0")
    for file in files:
        total.update(file.encode() + b"\0" + hashlib.sha256((ROOT / file).read_bytes()).digest())
    return total.hexdigest()


def plugin():
    """tidy_scope.cpp, built once for a version of LLVM."""
    version = subprocess.run(["clang++-19", "--version"], capture_output=True, text=True, check=True).stdout
    file = MEMORY / f"scope-{hash_of(['tools/tidy_scope.cpp'], version)[:16]}.so"
    if not file.exists():
        part = file.with_suffix(f".{os.getpid()}")
        command = ["clang++-19", "-std=c++17", "-O1", "-fPIC", "-shared", "-fno-rtti", f"-I{LLVM}/include"]
        subprocess.run([*command, "tools/tidy_scope.cpp", "-o", part], cwd=ROOT, check=True)
        part.rename(file)
    return file


def commands_without_ours():
    """The folder of a list of commands in which sources start from the standard library only: what one includes of ours is
    read again, so that a missing include is found, and so are faults in headers."""
    commands = json.loads((BUILD / "compile_commands.json").read_text())
    start = re.compile(r"-include-pch (\S+)")
    standard = next(start.search(entry["command"]).group() for entry in commands if entry["file"].startswith(f"{ROOT}/shared/base/"))
    for entry in commands:
        entry["command"] = start.sub(lambda found: standard if found.group(1).startswith(f"{BUILD}/") else found.group(), entry["command"])
    folder = BUILD / "tidy"
    folder.mkdir(exist_ok=True)
    (folder / "compile_commands.json").write_text(json.dumps(commands))
    return folder


def read(command, source):
    """What it finds in one source; nothing if nothing."""
    done = subprocess.run([*command, source], cwd=ROOT, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout or done.stderr


def read_and_remember(command, source, key):
    found = read(command, source)
    if not found:
        (MEMORY / key).touch()
    return found


def main():
    MEMORY.mkdir(parents=True, exist_ok=True)
    command = ["clang-tidy-19", f"-load={plugin()}", "-p", commands_without_ours(), "--quiet"]
    if len(sys.argv) > 1:
        found = [read(command, source) for source in sys.argv[1:]]
        print("".join(found), end="")
        sys.exit(any(found))
    configuration = hash_of(CONFIGURATION)
    units = {source: hash_of(files, configuration) for source, files in sources_with_headers().items()}
    unread = [(source, key) for source, key in sorted(units.items()) if not (MEMORY / key).exists()]
    print(f"    clang-tidy: {len(units)} sources, {len(unread)} to read", file=sys.stderr)
    if not units:
        sys.exit("error: ninja knows no dependencies; build the sanitize preset first")
    failed = False
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for found in pool.map(lambda unit: read_and_remember(command, *unit), unread):
            failed = failed or bool(found)
            print(found, end="")
    sys.exit(failed)


main()
