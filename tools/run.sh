#!/usr/bin/env bash
# Sets up what is missing, builds server and client, loads the demo county and starts the server.
# Safe to repeat; when nothing changed the server listens within seconds.
. "$(dirname "$0")/lib.sh"

usage() {
  cat <<'USAGE'
usage: tools/run.sh [--data DIR] [--empty] [--help] [-- OPTIONS OF "mingchou serve"]

  --data DIR   data folder (default: data/demo in the project, or MINGCHOU_DATA)
  --empty      do not load the demo county
  --           what follows goes to the server, such as  -- --port 9000

Without options: builds everything, loads the demo county (30,000 targets) once, serves it on
http://127.0.0.1:8080 and prints the address to open. Ctrl+C stops the server cleanly.
USAGE
}

data=${MINGCHOU_DATA:-$ROOT/data/demo}
load_demo=yes
while [ $# -gt 0 ]; do
  case $1 in
    --data) [ $# -ge 2 ] || die "--data needs a folder" "Run tools/run.sh --help."; data=$2; shift 2 ;;
    --empty) load_demo=no; shift ;;
    --help | -h) usage; exit ;;
    --) shift; break ;;
    *) die "unknown option $1" "Run tools/run.sh --help." ;;
  esac
done

tools/setup.sh
use_toolchain
configure_and_build native mingchou
configure_and_build wasm client
if [ $load_demo = yes ]; then build/native/server/mingchou demo --data "$data" >&2; fi
exec build/native/server/mingchou serve --data "$data" --web build/wasm/client/dist "$@"
