#!/usr/bin/env bash
# Measurements, by name: tools/bench.sh NAME [ARGUMENT...]. Without a name it lists them.
# Each is built in the native preset (search in wasm, too) and prints a table; nothing of it belongs to the tests.
. "$(dirname "$0")/lib.sh"

BENCHES=(
  "store    durable commits per second, beside what fdatasync allows on the disk [SECONDS per line]"
  "search   search as you type in 100,000 and 1,000,000 rows, natively and as WebAssembly in node [ROWS...]"
  "passwords what a password costs the server, by parameters, and with many people at once"
  "snapshot the first download of the target register, by one tablet and by 300 at once [TARGETS...]"
  "sheets   a department's .xlsx of 100,000 rows × 20 columns: read and imported, beside unpacking and parsing alone [ROWS]"
  "draw     a draw's rows, tickets, bundle and matching, natively and as WebAssembly in node, beside peers [ROWS [TARGETS INSPECTORS]]; draw stream [ROWS]; draw browser [ROWS]"
  "items    differences between versions of an item list, in words too, and the hash of its content [ITEMS] [VERSIONS]"
  "registers a page of the target register at the server, by filters, words, order and depth [TARGETS [ROUNDS]]"
  "client   the browser client, by part: client app [TARGETS]; client storage [SECONDS per line]; client register [TARGETS]"
)

main() {
  local name=${1:-}
  case $name in
    store) shift; bench_store "$@" ;;
    client) shift; bench_client "$@" ;;
    search) shift; bench_search "$@" ;;
    snapshot) shift; bench_snapshot "$@" ;;
    sheets) shift; bench_sheets "$@" ;;
    draw) shift; bench_draw "$@" ;;
    items) shift; bench_items "$@" ;;
    registers) shift; bench_registers "$@" ;;
    passwords) shift; bench_passwords ;;
    "" | -h | --help) list ;;
    *) list >&2; die "there is no benchmark \"$name\"" "Take one of the names above." ;;
  esac
}

list() {
  echo "usage: tools/bench.sh NAME [ARGUMENT...]"
  printf '  %s\n' "${BENCHES[@]}"
}

build() {
  tools/setup.sh
  use_toolchain
  configure_and_build native "$1"
}

# The folder lies on the project's own disk: /tmp is in memory on many systems, where every sync is free.
bench_store() {
  build store_bench
  local folder
  folder=$(mktemp -d "$ROOT/build/bench-XXXXXX")
  # shellcheck disable=SC2064
  trap "rm -rf '$folder'" EXIT
  case $(stat -f -c %T "$folder") in
    tmpfs | ramfs) warn "$folder lies in memory: the figures below say nothing about a disk" ;;
  esac
  note "file system $(stat -f -c %T "$folder"), $(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg)"
  "build/native/tests/bench/store_bench" "$folder" "$@"
}

bench_draw() {
  build draw_bench
  local program=build/native/tests/bench/draw_bench
  note "$(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg)"
  if [ "${1:-}" = stream ]; then
    "$program" stream "${2:-10000000}"
    return
  fi
  if [ "${1:-}" = browser ]; then
    build mingchou
    configure_and_build wasm client
    local folder
    folder=$(mktemp -d "$ROOT/build/bench-XXXXXX")
    # shellcheck disable=SC2064
    trap "rm -rf '$folder'" EXIT
    node tests/bench/verify_bench.mjs "$folder" "${2:-1000000}"
    return
  fi
  configure_and_build wasm draw_bench
  step "Native"
  "$program" "$@"
  step "WebAssembly in node"
  node build/wasm/tests/bench/draw_bench.js "$@"
  step "Peers: a twentieth drawn from the same ids"
  local ids
  ids=$(mktemp "$ROOT/build/bench-XXXXXX")
  # shellcheck disable=SC2064
  trap "rm -f '$ids'" EXIT
  "$program" ids "${1:-1000000}" >"$ids"
  /usr/bin/python3 tests/bench/draw_bench_peer.py "$ids"
}

bench_items() {
  build items_bench
  note "$(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg)"
  build/native/tests/bench/items_bench "$@"
}

bench_passwords() {
  build password_bench
  note "$(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg)"
  build/native/tests/bench/password_bench
}

# Download, index, search, filters and orders of the register on the tablet, natively and as WebAssembly in node.
bench_client_register() {
  build register_bench
  configure_and_build wasm register_bench
  note "$(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg)"
  step "Native"
  build/native/tests/bench/register_bench "${1:-100000}"
  step "WebAssembly in node"
  node build/wasm/tests/bench/register_bench.js "${1:-100000}"
}

bench_search() {
  build search_bench
  configure_and_build wasm search_bench
  [ $# -gt 0 ] || set -- 100000 1000000
  note "$(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg)"
  local rows
  for rows in "$@"; do
    step "Native"
    build/native/tests/bench/search_bench "$rows"
    step "WebAssembly in node"
    node build/wasm/tests/bench/search_bench.js "$rows"
  done
}

bench_snapshot() {
  build mingchou
  [ $# -gt 0 ] || set -- 30000 100000
  note "$(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg)"
  node tests/bench/snapshot_bench.mjs build/native/server/mingchou "$ROOT/build" "$@"
}

# Each line is a process of its own: its peak is what it alone took.
bench_sheets() {
  build sheets_bench
  local folder program=build/native/tests/bench/sheets_bench what
  folder=$(mktemp -d "$ROOT/build/bench-XXXXXX")
  # shellcheck disable=SC2064
  trap "rm -rf '$folder'" EXIT
  note "$(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg)"
  "$program" make "$folder/file.xlsx" "${1:-100000}"
  note "$(du -m "$folder/file.xlsx" | cut -f1) MB"
  for what in unzip parse read import; do TMPDIR=$folder "$program" "$what" "$folder/file.xlsx"; done
  /usr/bin/python3 tests/bench/sheets_bench_peer.py "$folder/file.xlsx" || true
}

# Making a million targets takes some minutes and 1.1 GB on the project's own disk.
bench_registers() {
  build target_list_bench
  configure_and_build native mingchou
  local folder
  folder=$(mktemp -d "$ROOT/build/bench-XXXXXX")
  # shellcheck disable=SC2064
  trap "rm -rf '$folder'" EXIT
  build/native/server/mingchou demo --data "$folder/data" --targets "${1:-1000000}" --lang en | head -1
  note "$(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg)"
  build/native/tests/bench/target_list_bench "$folder/data/mingchou.db" "${2:-20}"
}

bench_client() {
  local part=${1:-app}
  [ $# -eq 0 ] || shift
  case $part in
    app) bench_client_app "$@" ;;
    storage) bench_client_storage "$@" ;;
    register) bench_client_register "$@" ;;
    *) die "the benchmark of the client has no part \"$part\"" "Its parts are: app, storage, register." ;;
  esac
}

bench_client_app() {
  build mingchou
  configure_and_build wasm client
  note "$(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg)"
  node tests/bench/client/app_bench.mjs "${1:-100000}"
}

# The browser's profile lies on the project's own disk, as the folder of bench_store does.
bench_client_storage() {
  tools/setup.sh
  use_toolchain
  configure_and_build wasm storage_bench
  local folder
  folder=$(mktemp -d "$ROOT/build/bench-XXXXXX")
  # shellcheck disable=SC2064
  trap "rm -rf '$folder'" EXIT
  note "file system $(stat -f -c %T "$folder"), $(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg)"
  node tests/bench/client/storage_bench.mjs "$folder" "$@"
}

main "$@"
