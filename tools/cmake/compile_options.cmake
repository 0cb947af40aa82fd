# Compiler options for our own code (target mingchou_options) and for everything (global ones).

if(EMSCRIPTEN)
  # Native WebAssembly exceptions: Botan throws. They must be on in every object.
  set(mingchou_general_options -fwasm-exceptions -msimd128)
  add_compile_options(${mingchou_general_options})
  add_link_options(-fwasm-exceptions)
  # Everybody downloads the module, so code is small unless it is hot: see mingchou_fast_in_wasm.
  set(CMAKE_CXX_FLAGS_RELEASE "-Oz -DNDEBUG")
  set(CMAKE_C_FLAGS_RELEASE "-Oz -DNDEBUG")
elseif(CMAKE_CXX_COMPILER_ID MATCHES Clang)
  set(mingchou_general_options -stdlib=libc++)
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:${mingchou_general_options}>)
  add_link_options(-stdlib=libc++ -fuse-ld=lld)
endif()
if(MINGCHOU_SANITIZE)
  # Without NDEBUG: the asserts of our own code, of SQLite and of Dear ImGui run here.
  set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1")
  set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O1 -g1")
  set(options_of_sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  list(APPEND mingchou_general_options ${options_of_sanitizers})
  add_compile_options(${options_of_sanitizers})
  add_link_options(-fsanitize=address,undefined)
else()
  set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")
  set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")
endif()

if(MINGCHOU_FUZZ)
  # Coverage in every object, third-party code included; each program of tests/fuzz links libFuzzer's main.
  list(APPEND mingchou_general_options -fsanitize=fuzzer-no-link)
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

# What sources start from: see precompile.cmake. In wasm most libraries have flags of their own, below.
mingchou_precompile(MINGCHOU_PRECOMPILED)
if(EMSCRIPTEN)
  mingchou_precompile(mingchou_precompiled_quiet -fno-exceptions -fno-rtti)
endif()
target_compile_options(mingchou_options INTERFACE
  $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<BOOL:$<TARGET_PROPERTY:MINGCHOU_PRECOMPILED>>>:SHELL:-include-pch
  $<TARGET_PROPERTY:MINGCHOU_PRECOMPILED>>)

# mingchou_library(NAME SOURCES file... [LINK target...] [CATCHES]): one library per folder, headers beside sources.
# CATCHES is for those few that call what throws and turn that into errors.
function(mingchou_library name)
  cmake_parse_arguments(arg "CATCHES" "" "SOURCES;LINK" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  target_link_libraries(${name} PUBLIC mingchou_options ${arg_LINK})
  set_property(GLOBAL APPEND PROPERTY MINGCHOU_LIBRARIES ${name})
  if(NOT arg_CATCHES)
    mingchou_throws_nothing_in_wasm(${name})
  endif()
endfunction()

# mingchou_throws_nothing_in_wasm(TARGET): no exception passes through our own code; there the tables and the code that
# would clean up for one, and the names of types, are a fifth of its size.
function(mingchou_throws_nothing_in_wasm name)
  if(EMSCRIPTEN)
    target_compile_options(${name} PRIVATE -fno-exceptions -fno-rtti)
    set_target_properties(${name} PROPERTIES MINGCHOU_PRECOMPILED ${mingchou_precompiled_quiet})
  endif()
endfunction()

# mingchou_fast_in_wasm(TARGET...): what runs over every row or every vertex, where speed is worth its bytes.
function(mingchou_fast_in_wasm)
  if(EMSCRIPTEN)
    foreach(target IN LISTS ARGN)
      target_compile_options(${target} PRIVATE -O2)
      set_target_properties(${target} PROPERTIES MINGCHOU_PRECOMPILED "")
    endforeach()
  endif()
endfunction()
