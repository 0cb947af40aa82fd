# Shell functions that every script in tools/ uses. Source it; it changes into the project's root.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD
CACHE=${MINGCHOU_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/mingchou}
JOBS=${MINGCHOU_JOBS:-$(nproc)}
export MINGCHOU_CACHE=$CACHE

# Progress goes to standard error, so that a script's own output stays clean.
step() { printf '\033[1m==> %s\033[0m\n' "$*" >&2; }
note() { printf '    %s\n' "$*" >&2; }
warn() { printf '\033[33mwarning: %s\033[0m\n' "$*" >&2; }
# die WHAT WHAT-TO-DO
die() {
  printf '\033[31merror: %s\033[0m\n' "$1" >&2
  [ $# -lt 2 ] || printf '       %s\n' "$2" >&2
  exit 1
}

# Runs a command silently; on failure shows the end of what it said. quietly WHAT-IT-IS COMMAND...
quietly() {
  local what=$1 log
  shift
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    mv "$log" "$CACHE/last-failure.log" 2>/dev/null || true
    die "$what failed: $*" "Its last lines stand above, all of it in $CACHE/last-failure.log."
  fi
  rm -f "$log"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else die "installing packages needs root" "Run this script as root once, or install sudo."
  fi
}

# dependency KIND NAME FIELD: one field (1-based, after the name) of a line of dependencies.txt
dependency() { awk -v k="$1" -v n="$2" -v f="$(($3 + 2))" '$1 == k && $2 == n { print $f; exit }' tools/dependencies.txt; }

# Sets the environment in which both tool chains are found; tools/setup.sh wrote it.
use_toolchain() {
  [ -f "$CACHE/env.sh" ] || die "the tool chain is not set up" "Run tools/setup.sh."
  # shellcheck disable=SC1091
  . "$CACHE/env.sh"
}

# configure_and_build PRESET TARGET...: configures when needed, then builds. Quick when nothing changed.
configure_and_build() {
  local preset=$1
  shift
  if [ ! -f "build/$preset/build.ninja" ]; then
    quietly "configuring $preset" cmake --preset "$preset"
  fi
  step "Building $preset: $*"
  cmake --build "build/$preset" -j "$JOBS" --target "$@" >&2 ||
    die "the $preset build failed" "The compiler's message stands above."
}
