# Compiler options for our own code (target mingchou_options) and for everything (global ones).

if(EMSCRIPTEN)
  # Native WebAssembly exceptions: Botan throws. They must be on in every object.
  add_compile_options(-fwasm-exceptions -msimd128)
  add_link_options(-fwasm-exceptions)
  # Everybody downloads the module, so code is small unless it is hot: see mingchou_fast_in_wasm.
  set(CMAKE_CXX_FLAGS_RELEASE "-Os -DNDEBUG")
  set(CMAKE_C_FLAGS_RELEASE "-Os -DNDEBUG")
elseif(CMAKE_CXX_COMPILER_ID MATCHES Clang)
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-stdlib=libc++>)
  add_link_options(-stdlib=libc++ -fuse-ld=lld)
endif()
if(MINGCHOU_SANITIZE)
  # Without NDEBUG: the asserts of our own code, of SQLite and of Dear ImGui run here.
  set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1")
  set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O1 -g1")
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
else()
  set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")
  set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")
endif()

if(MINGCHOU_FUZZ)
  # Coverage in every object, third-party code included; each program of tests/fuzz links libFuzzer's main.
  add_compile_options(-fsanitize=fuzzer-no-link)
  add_link_options(-fsanitize=fuzzer-no-link)
endif()

add_library(mingchou_options INTERFACE)
# Includes are written from the project's root: #include "shared/base/error.h"
target_include_directories(mingchou_options INTERFACE ${CMAKE_SOURCE_DIR})
# A statement expression makes MC_TRY possible (see shared/base/error.h); clang and gcc have it.
target_compile_options(mingchou_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wimplicit-fallthrough -Werror
  -Wno-gnu-statement-expression -Wno-gnu-statement-expression-from-macro-expansion)

# mingchou_library(NAME SOURCES file... [LINK target...] [CATCHES]): one library per folder, headers beside sources.
# CATCHES is for those few that call what throws and turn that into errors.
function(mingchou_library name)
  cmake_parse_arguments(arg "CATCHES" "" "SOURCES;LINK" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  target_link_libraries(${name} PUBLIC mingchou_options ${arg_LINK})
  if(NOT arg_CATCHES)
    mingchou_throws_nothing_in_wasm(${name})
  endif()
endfunction()

# mingchou_throws_nothing_in_wasm(TARGET): no exception passes through our own code; there the tables and the code that
# would clean up for one, and the names of types, are a fifth of its size.
function(mingchou_throws_nothing_in_wasm name)
  if(EMSCRIPTEN)
    target_compile_options(${name} PRIVATE -fno-exceptions -fno-rtti)
  endif()
endfunction()

# mingchou_fast_in_wasm(TARGET...): what runs over every row or every vertex, where speed is worth its bytes.
function(mingchou_fast_in_wasm)
  if(EMSCRIPTEN)
    foreach(target IN LISTS ARGN)
      target_compile_options(${target} PRIVATE -O2)
    endforeach()
  endif()
endfunction()
