# Third-party code, built from the pinned sources that tools/setup.sh fetched. Each folder can be elsewhere:
#   cmake -DIMGUI_SOURCE_DIR=/path/to/imgui …   (likewise HTTPLIB, UTF8PROC, BOTAN, YYJSON, QRCODEGEN, SQLITE3MC, DOCTEST)
# BOTAN_SOURCE_DIR holds botan_all.h and botan_all.cpp made by Botan's configure.py --amalgamation.

set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tools/dependencies.txt)
file(STRINGS ${CMAKE_SOURCE_DIR}/tools/dependencies.txt dependency_lines REGEX "^(deb|src|npm) ")

# third_party_source(VARIABLE NAME SUFFIX): a cache path that defaults to the folder of the pinned version.
function(third_party_source variable name suffix)
  foreach(line IN LISTS dependency_lines)
    string(REGEX REPLACE " +" ";" fields "${line}")
    list(GET fields 1 field_name)
    if(field_name STREQUAL name)
      list(GET fields 0 kind)
      if(kind STREQUAL "npm")
        set(folder ${MINGCHOU_CACHE_DIR}/npm/node_modules/${name})
      elseif(kind STREQUAL "deb")
        list(GET fields 3 version)
        set(folder ${MINGCHOU_CACHE_DIR}/src/${name}-${version})
      else()
        list(GET fields 4 version)
        set(folder ${MINGCHOU_CACHE_DIR}/src/${name}-${version})
      endif()
    endif()
  endforeach()
  # A user's own folder stays; a default follows the pinned version.
  if(NOT DEFINED ${variable} OR "${${variable}}" STREQUAL "${${variable}_DEFAULT}")
    set(${variable} ${folder}${suffix} CACHE PATH "Sources of ${name}" FORCE)
  endif()
  set(${variable}_DEFAULT ${folder}${suffix} CACHE INTERNAL "")
  if(NOT EXISTS ${${variable}})
    message(FATAL_ERROR "The sources of ${name} are not at ${${variable}}. Run tools/setup.sh, or pass -D${variable}=FOLDER.")
  endif()
endfunction()

# third_party_library(NAME SOURCES... ): warnings are not ours to mend.
function(third_party_library name include_dir)
  add_library(${name} STATIC ${ARGN})
  target_include_directories(${name} SYSTEM PUBLIC ${include_dir})
  target_compile_options(${name} PRIVATE -w)
endfunction()

third_party_source(DOCTEST_SOURCE_DIR doctest-dev /usr/include)
add_library(doctest INTERFACE)
target_include_directories(doctest SYSTEM INTERFACE ${DOCTEST_SOURCE_DIR})

third_party_source(UTF8PROC_SOURCE_DIR utf8proc "")
third_party_library(utf8proc ${UTF8PROC_SOURCE_DIR} ${UTF8PROC_SOURCE_DIR}/utf8proc.c)
mingchou_fast_in_wasm(utf8proc)
target_compile_definitions(utf8proc PUBLIC UTF8PROC_STATIC)

third_party_source(YYJSON_SOURCE_DIR yyjson "")
third_party_library(yyjson ${YYJSON_SOURCE_DIR}/src ${YYJSON_SOURCE_DIR}/src/yyjson.c)

third_party_source(QRCODEGEN_SOURCE_DIR qr-code-generator /c)
third_party_library(qrcodegen ${QRCODEGEN_SOURCE_DIR} ${QRCODEGEN_SOURCE_DIR}/qrcodegen.c)

if(EMSCRIPTEN)
  third_party_source(BOTAN_SOURCE_DIR botan3 -wasm)
  set(botan_source ${CMAKE_BINARY_DIR}/third_party/botan_smaller.cpp)
  add_custom_command(OUTPUT ${botan_source}
    COMMAND python3 ${CMAKE_SOURCE_DIR}/tools/smaller_botan.py ${BOTAN_SOURCE_DIR}/botan_all.cpp ${botan_source}
    DEPENDS ${CMAKE_SOURCE_DIR}/tools/smaller_botan.py ${BOTAN_SOURCE_DIR}/botan_all.cpp
    COMMENT "Making Botan smaller")
else()
  third_party_source(BOTAN_SOURCE_DIR botan3 -native)
  set(botan_source ${BOTAN_SOURCE_DIR}/botan_all.cpp)
endif()
third_party_library(botan ${BOTAN_SOURCE_DIR} ${botan_source})
if(EMSCRIPTEN)
  # A module never ends: the destructors of tables would only hold them where nothing else does.
  target_compile_options(botan PRIVATE -fno-c++-static-destructors)
endif()

# SQLite3MC 2.3.5 passes on only one kind of failed read (a short one); after any other its next call sets the
# result to "ok" and what the buffer held is taken for the file's content. A log that could not be read for a
# moment then counts as empty, and committed rows are gone (tests/shared/store_fault_test.cpp shows it). This
# makes a copy that passes every failure on.
function(mend_sqlite3mc source variable)
  set(mended ${CMAKE_BINARY_DIR}/third_party/sqlite3mc_mended.c)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
  file(READ ${source} text)
  set(before "xRead(REALFILE(pFile), buffer, count, offset);\n  if (rc == SQLITE_IOERR_SHORT_READ)")
  set(before_page "xRead(REALFILE(pFile), pageBuffer, pageSize, prevOffset);\n      if (rc == SQLITE_IOERR_SHORT_READ)")
  foreach(part IN ITEMS before before_page)
    string(FIND "${text}" "${${part}}" found)
    if(found EQUAL -1)
      message(FATAL_ERROR "${source} is another SQLite3MC than the one that mend_sqlite3mc knows. See whether its "
        "mcIoRead still loses read errors, and mend or remove the function.")
    endif()
    string(REPLACE "rc == SQLITE_IOERR_SHORT_READ" "rc != SQLITE_OK" after "${${part}}")
    string(REPLACE "${${part}}" "${after}" text "${text}")
  endforeach()
  set(old "")
  if(EXISTS ${mended})
    file(READ ${mended} old)
  endif()
  if(NOT text STREQUAL old)
    file(WRITE ${mended} "${text}")
  endif()
  set(${variable} ${mended} PARENT_SCOPE)
endfunction()

third_party_source(SQLITE3MC_SOURCE_DIR better-sqlite3-multiple-ciphers /deps/sqlite3)
mend_sqlite3mc(${SQLITE3MC_SOURCE_DIR}/sqlite3.c sqlite3mc_source)
third_party_library(sqlite3mc ${SQLITE3MC_SOURCE_DIR} ${sqlite3mc_source})
target_compile_definitions(sqlite3mc
  PUBLIC
    SQLITE_THREADSAFE=$<IF:$<BOOL:${EMSCRIPTEN}>,0,2>
    SQLITE_DQS=0 SQLITE_OMIT_DEPRECATED SQLITE_OMIT_LOAD_EXTENSION SQLITE_OMIT_SHARED_CACHE
    SQLITE_DEFAULT_FOREIGN_KEYS=1 SQLITE_DEFAULT_MEMSTATUS=0 SQLITE_MAX_EXPR_DEPTH=100
    SQLITE_USE_ALLOCA SQLITE_TEMP_STORE=2
  PRIVATE
    # One cipher (ChaCha20-Poly1305); the other schemes of SQLite3MC only add size.
    CODEC_TYPE=CODEC_TYPE_CHACHA20 HAVE_CIPHER_AES_128_CBC=0 HAVE_CIPHER_AES_256_CBC=0
    HAVE_CIPHER_SQLCIPHER=0 HAVE_CIPHER_RC4=0 HAVE_CIPHER_ASCON128=0 HAVE_CIPHER_AEGIS=0)
if(EMSCRIPTEN)
  # SQLite3MC asks for __WASM__, Emscripten defines __wasm__. Our own VFS is the only one there. Everybody downloads
  # the module: it goes without what no statement of the client uses.
  target_compile_definitions(sqlite3mc PRIVATE
    __WASM__=1 SQLITE_OS_OTHER=1 SQLITE_OMIT_JSON SQLITE_OMIT_DATETIME_FUNCS SQLITE_OMIT_UTF16 SQLITE_OMIT_TRACE
    SQLITE_OMIT_AUTHORIZATION SQLITE_OMIT_GET_TABLE SQLITE_OMIT_COMPLETE SQLITE_OMIT_TCL_VARIABLE
    SQLITE_OMIT_INCRBLOB SQLITE_OMIT_DECLTYPE SQLITE_OMIT_COMPILEOPTION_DIAGS SQLITE_OMIT_DESERIALIZE
    SQLITE_OMIT_AUTOVACUUM SQLITE_UNTESTABLE)
else()
  target_compile_definitions(sqlite3mc PUBLIC SQLITE_ENABLE_FTS5 SQLITE_ENABLE_STAT4)
  find_package(Threads REQUIRED)
  target_link_libraries(sqlite3mc PUBLIC Threads::Threads ${CMAKE_DL_LIBS} m)
endif()

# The core also exists natively: the client's screens are tested headless, without a renderer.
third_party_source(IMGUI_SOURCE_DIR imgui "")
third_party_library(imgui ${IMGUI_SOURCE_DIR}
  ${IMGUI_SOURCE_DIR}/imgui.cpp ${IMGUI_SOURCE_DIR}/imgui_draw.cpp ${IMGUI_SOURCE_DIR}/imgui_tables.cpp
  ${IMGUI_SOURCE_DIR}/imgui_widgets.cpp)
# Glyphs outside the BMP occur in names of persons and places.
target_compile_definitions(imgui PUBLIC IMGUI_USE_WCHAR32 IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_DEBUG_TOOLS
  IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_FILE_FUNCTIONS IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS)
if(EMSCRIPTEN)
  # Every vertex passes through the drawing; what lies above it does little of a frame's work.
  set_source_files_properties(${IMGUI_SOURCE_DIR}/imgui_draw.cpp PROPERTIES COMPILE_OPTIONS -O2)
  target_compile_options(imgui PRIVATE -fno-exceptions -fno-rtti)
  third_party_library(imgui_webgl ${IMGUI_SOURCE_DIR}/backends ${IMGUI_SOURCE_DIR}/backends/imgui_impl_opengl3.cpp)
  target_compile_definitions(imgui_webgl PUBLIC IMGUI_IMPL_OPENGL_ES3)
  target_link_libraries(imgui_webgl PUBLIC imgui)
else()
  third_party_source(HTTPLIB_SOURCE_DIR cpp-httplib "")
  find_package(OpenSSL 3 REQUIRED)
  add_library(httplib INTERFACE)
  target_include_directories(httplib SYSTEM INTERFACE ${HTTPLIB_SOURCE_DIR})
  target_compile_definitions(httplib INTERFACE CPPHTTPLIB_OPENSSL_SUPPORT)
  target_link_libraries(httplib INTERFACE OpenSSL::SSL OpenSSL::Crypto Threads::Threads)

  find_package(ZLIB REQUIRED)
  find_path(BROTLI_INCLUDE_DIR brotli/encode.h REQUIRED)
  find_library(BROTLI_ENCODER brotlienc REQUIRED)
  find_library(BROTLI_DECODER brotlidec REQUIRED)
  add_library(brotli INTERFACE)
  target_include_directories(brotli SYSTEM INTERFACE ${BROTLI_INCLUDE_DIR})
  target_link_libraries(brotli INTERFACE ${BROTLI_ENCODER} ${BROTLI_DECODER})

  # Spreadsheets: archives and XML of .xlsx, old .xls, and writing .xlsx.
  add_library(spreadsheets INTERFACE)
  foreach(part IN ITEMS "zip zip.h" "expat expat.h" "freexl freexl.h" "xlsxwriter xlsxwriter.h")
    separate_arguments(part)
    list(GET part 0 name)
    list(GET part 1 header)
    string(TOUPPER ${name} upper)
    find_path(${upper}_INCLUDE_DIR ${header} REQUIRED)
    find_library(${upper}_LIBRARY ${name} REQUIRED)
    target_include_directories(spreadsheets SYSTEM INTERFACE ${${upper}_INCLUDE_DIR})
    target_link_libraries(spreadsheets INTERFACE ${${upper}_LIBRARY})
  endforeach()
endif()
