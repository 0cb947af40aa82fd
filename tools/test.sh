#!/usr/bin/env bash
# Sets up what is missing, builds, and runs all tests. `tools/test.sh --help` lists the suites.
. "$(dirname "$0")/lib.sh"

# name | slice of time on 2 cores | what it proves
SUITES="
lint      | 1 min | formatting, clang-tidy, messages in use, layout of the tree
native    | 2 min | the domain, the store under crashes, the server with raw sockets and kill -9
sanitize  | 4 min | the same under AddressSanitizer and UndefinedBehaviorSanitizer
wasm      | 1 min | the domain compiled to WebAssembly, in node
browser   | 12 min| the client against the real server, in Chromium and Firefox
"

usage() {
  echo "usage: tools/test.sh [--long] [SUITE...]"
  echo
  echo "  --long   the long form of every suite (more crash points, kill rounds and fuzzing; hours)"
  echo
  echo "suites, each with its slice of the 20 minutes that a warm run may take:"
  echo "$SUITES" | sed '/^$/d; s/^/  /'
}

passed=0
failed=0
report=""

# run_program NAME COMMAND...: one test program; its counts are read from its own closing lines.
run_program() {
  local name=$1 log="build/logs/$1.log" seconds=$SECONDS good bad status=0
  shift
  mkdir -p build/logs
  step "Testing $name"
  "$@" >"$log" 2>&1 || status=$?
  seconds=$((SECONDS - seconds))
  # doctest says "test cases: 8 | 8 passed | 0 failed", node's runner "# pass 8" and "# fail 0".
  good=$(sed 's/\x1b\[[0-9;]*m//g' "$log" | sed -nE 's/.*test cases: .*\| +([0-9]+) passed.*/\1/p; s/^(# |ℹ )pass ([0-9]+).*/\2/p' | awk '{ n += $1 } END { print n + 0 }')
  bad=$(sed 's/\x1b\[[0-9;]*m//g' "$log" | sed -nE 's/.*test cases: .*\| +([0-9]+) failed.*/\1/p; s/^(# |ℹ )fail ([0-9]+).*/\2/p' | awk '{ n += $1 } END { print n + 0 }')
  if [ $status -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
  if [ "$good" -eq 0 ] && [ "$bad" -eq 0 ]; then bad=1; echo "$name ran no test" >>"$log"; fi
  passed=$((passed + good))
  failed=$((failed + bad))
  report+=$(printf '%-22s %5d passed %5d failed %5d s' "$name" "$good" "$bad" "$seconds")$'\n'
  # What a program can't test here it says in a line of its own: that is neither passed nor failed.
  report+=$(sed -n 's/^skipped: /    skipped: /p' "$log")
  [[ $report == *$'\n' ]] || report+=$'\n'
  if [ "$bad" -gt 0 ]; then
    show_failures "$log" >&2
    warn "$name failed (exit code $status); all of it is in $log"
  fi
}

# show_failures LOG: what a program says of each test that failed; its last lines where it did not come to that.
show_failures() {
  local log=$1
  if grep -q '^not ok' "$log"; then
    # TAP: "not ok", then a block of YAML that ends with "...".
    awk '/^not ok/ { inside = 1 } inside { print } /^  \.\.\.$/ { inside = 0 }' "$log" | head -n 400
  elif sed 's/\x1b\[[0-9;]*m//g' "$log" | grep -q '^TEST CASE:'; then
    # doctest prints the test cases that failed and no others.
    tail -n 200 "$log"
  else
    tail -n 60 "$log"
  fi
}

suite_lint() {
  configure_and_build native all
  run_program lint node --test --test-reporter=tap tests/lint/*.test.mjs
}

suite_native() {
  configure_and_build native all
  run_doctests native
}

suite_sanitize() {
  configure_and_build sanitize all
  UBSAN_OPTIONS=print_stacktrace=1 ASAN_OPTIONS=detect_leaks=1 run_doctests sanitize
}

run_doctests() {
  local program
  for program in build/"$1"/tests/*/*_tests; do run_program "$1-$(basename "$program")" "$program"; done
}

suite_wasm() {
  configure_and_build wasm all
  local program
  for program in build/wasm/tests/*/*_tests.js; do run_program "wasm-$(basename "$program" .js)" node "$program"; done
}

suite_browser() {
  configure_and_build native mingchou
  configure_and_build wasm client storage_probe
  run_program browser node --test --test-reporter=tap --test-concurrency=1 tests/browser/*.test.mjs
}

# In a function, so that bash has read the whole script before anything runs.
main() {
  local suite wanted
  wanted=()
  while [ $# -gt 0 ]; do
    case $1 in
      --long) export MINGCHOU_LONG=1; shift ;;
      --help | -h) usage; exit ;;
      -*) die "unknown option $1" "Run tools/test.sh --help." ;;
      *) echo "$SUITES" | grep -q "^$1 " || die "no suite is called $1" "Run tools/test.sh --help."; wanted+=("$1"); shift ;;
    esac
  done
  [ ${#wanted[@]} -gt 0 ] || mapfile -t wanted < <(echo "$SUITES" | awk 'NF { print $1 }')
  tools/setup.sh
  use_toolchain
  for suite in "${wanted[@]}"; do "suite_$suite"; done
  echo
  printf '%s' "$report"
  echo "took $((SECONDS / 60)) min $((SECONDS % 60)) s"
  echo "$passed passed, $failed failed"
  [ $failed -eq 0 ]
}

main "$@"
