#!/usr/bin/env bash
# clang-tidy over our own native sources. A source that passed is remembered by the hash of its text, of every
# header of ours and of the configuration, so a run reads only what changed.
. "$(dirname "$0")/lib.sh"

tools/setup.sh
use_toolchain
cmake --preset native >/dev/null
memory=$CACHE/tidy
mkdir -p "$memory"
surroundings=$(git ls-files -co --exclude-standard '*.h' .clang-tidy | sort | xargs sha256sum | sha256sum)

unread=()
while read -r source; do
  key=$(printf '%s %s' "$surroundings" "$(sha256sum "$source")" | sha256sum | cut -d' ' -f1)
  [ -f "$memory/$key" ] || unread+=("$source $key")
done < <(git ls-files -co --exclude-standard 'shared/*.cpp' 'server/*.cpp')

step "clang-tidy: ${#unread[@]} sources to read"
[ ${#unread[@]} -gt 0 ] || exit 0
export memory
# Each worker reads one source, shows what was found and remembers the source if nothing was.
printf '%s\n' "${unread[@]}" | xargs -P "$JOBS" -L 1 bash -c '
  if clang-tidy-19 -p build/native --quiet "$0" 2>/dev/null; then touch "$memory/$1"; else exit 1; fi' >&2 ||
  die "clang-tidy found defects" "They stand above; .clang-tidy lists the checks."
