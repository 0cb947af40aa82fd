#!/usr/bin/env bash
# Sets up what is missing, builds, and runs all tests. `tools/test.sh --help` lists the suites.
. "$(dirname "$0")/lib.sh"

# name | slice of time on 2 cores | what it proves. The browsers' slice runs beside the others.
SUITES="
lint      | 1 min | formatting, clang-tidy, messages in use, layout of the tree
sanitize  | 9 min | the domain, the store under crashes, the client's screens, the server with raw sockets and kill -9, all under AddressSanitizer and UndefinedBehaviorSanitizer
wasm      | 3 min | the domain compiled to WebAssembly, in node
browser   | 16 min| the client against the real server, in Chromium and Firefox
native    | long  | the same as sanitize, as it is shipped: part of the long form, or by its name
"

usage() {
  echo "usage: tools/test.sh [--long] [SUITE...]"
  echo
  echo "  --long   the long form of every suite (more crash points, kill rounds and fuzzing; hours)"
  echo
  echo "suites, each with its slice of the 20 minutes that a warm run may take:"
  echo "$SUITES" | sed '/^$/d; s/^/  /'
}

# A line for each program that ran: NAME PASSED FAILED SECONDS; and lines "skipped: …" and "flaky: …".
results=build/logs/results

# run_program NAME COMMAND...: one test program; its counts are read from its own closing lines.
run_program() {
  local name=$1 log="build/logs/$1.log" seconds=$SECONDS good bad status=0
  shift
  step "Testing $name"
  "$@" >"$log" 2>&1 || status=$?
  seconds=$((SECONDS - seconds))
  # doctest says "test cases: 8 | 8 passed | 0 failed", node's runner "# pass 8" and "# fail 0".
  good=$(sed 's/\x1b\[[0-9;]*m//g' "$log" | sed -nE 's/.*test cases: .*\| +([0-9]+) passed.*/\1/p; s/^(# |ℹ )pass ([0-9]+).*/\2/p' | awk '{ n += $1 } END { print n + 0 }')
  bad=$(sed 's/\x1b\[[0-9;]*m//g' "$log" | sed -nE 's/.*test cases: .*\| +([0-9]+) failed.*/\1/p; s/^(# |ℹ )fail ([0-9]+).*/\2/p' | awk '{ n += $1 } END { print n + 0 }')
  if [ $status -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
  if [ "$good" -eq 0 ] && [ "$bad" -eq 0 ]; then bad=1; echo "$name ran no test" >>"$log"; fi
  # What a program can't test here it says in a line of its own: that is neither passed nor failed.
  # So is what passed at the second try only.
  { echo "$name $good $bad $seconds"; grep -E '^(skipped|flaky): ' "$log" || true; } >>"$results"
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

# Programs that a suite tests.
build_suite() {
  case $1 in
    lint) configure_and_build sanitize libraries mingchou ;;
    native) configure_and_build native all ;;
    sanitize | wasm) configure_and_build "$1" all ;;
    browser)
      configure_and_build native mingchou
      configure_and_build wasm client storage_probe
      ;;
  esac
}

suite_lint() { run_program lint node --test --test-reporter=tap tests/lint/*.test.mjs; }
suite_native() { run_each native "" build/native/tests/*/*_tests; }
suite_sanitize() { UBSAN_OPTIONS=print_stacktrace=1 ASAN_OPTIONS=detect_leaks=1 run_each sanitize "" build/sanitize/tests/*/*_tests; }
suite_wasm() { run_each wasm node build/wasm/tests/*/*_tests.js; }
suite_browser() { run_program browser tests/browser/run.mjs; }

# run_each SUITE RUNNER PROGRAM...: as many at a time as there are processors, the browsers counted; the largest first,
# which take the longest.
run_each() {
  local suite=$1 runner=$2 program running=()
  shift 2
  if [ ! -e "$1" ]; then
    warn "$suite has no test program"
    echo "$suite 0 1 0" >>"$results"
    return
  fi
  for program in $(ls -S "$@"); do
    while [ "$(jobs -rp | wc -l)" -ge "$JOBS" ]; do sleep 0.3; done
    # shellcheck disable=SC2086
    run_program "$suite-$(basename "$program" .js)" $runner "$program" &
    running+=($!)
  done
  wait "${running[@]}"
}

report() {
  awk '
    $1 == "skipped:" || $1 == "flaky:" { print "    " $0; next }
    { printf "%-28s %5d passed %5d failed %5d s\n", $1, $2, $3, $4; passed += $2; failed += $3 }
    END { printf "took %d min %d s\n%d passed, %d failed\n", seconds / 60, seconds % 60, passed, failed; exit failed > 0 }
  ' seconds="$SECONDS" "$results"
}

# Each program runs once in the short form: where faults show that hide otherwise.
default_suites() { echo "$SUITES" | awk -v long="${MINGCHOU_LONG:-}" 'NF && (long != "" || $1 != "native") { print $1 }'; }

browser=""
end_browsers() { [ -z "$browser" ] || kill -- "-$browser" 2>/dev/null || true; }

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
  [ ${#wanted[@]} -gt 0 ] || mapfile -t wanted < <(default_suites)
  tools/setup.sh
  use_toolchain
  mkdir -p build/logs
  : >"$results"
  # Browsers wait, and have deadlines: what computes, builds too, runs beside them in what they leave.
  trap 'end_browsers; trap - INT TERM; kill 0' INT TERM
  trap end_browsers EXIT
  if [[ " ${wanted[*]} " == *" browser "* ]]; then
    build_suite browser
    # In a process group of its own, so that all of it can be ended.
    set -m
    suite_browser &
    browser=$!
    set +m
    renice -n 10 $$ >/dev/null
  fi
  for suite in "${wanted[@]}"; do
    [ "$suite" != browser ] || continue
    build_suite "$suite"
    "suite_$suite"
  done
  [ -z "$browser" ] || wait "$browser" || echo "browser 0 1 0" >>"$results"
  browser=""
  echo
  report
}

main "$@"
