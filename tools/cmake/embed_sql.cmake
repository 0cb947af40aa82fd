# mingchou_embed_sql(TARGET SYMBOL file.sql...): turns numbered migrations (NNNN_name.sql, from 0001 without a
# gap) into a table at build time. TARGET gets a source, and everyone who links it a header:
#   #include "<SYMBOL>.h"        std::span<const mingchou::Migration> mingchou::SYMBOL();
# Run as a script (cmake -P), this file writes the two.

if(CMAKE_SCRIPT_MODE_FILE)
  set(rows "")
  set(expected 1)
  string(REPLACE "|" ";" FILES "${FILES}")
  foreach(file IN LISTS FILES)
    get_filename_component(stem ${file} NAME_WE)
    if(NOT stem MATCHES "^([0-9][0-9][0-9][0-9])_([a-z0-9_]+)$")
      message(FATAL_ERROR "${file}: a migration is named NNNN_name.sql")
    endif()
    set(name ${CMAKE_MATCH_2})
    string(REGEX REPLACE "^0+" "" number ${CMAKE_MATCH_1})
    if(NOT number EQUAL expected)
      message(FATAL_ERROR "${file}: expected number ${expected}; migrations count from 0001 without a gap")
    endif()
    math(EXPR expected "${expected} + 1")
    file(READ ${file} sql)
    string(FIND "${sql}" ")mcsql\"" clash)
    if(NOT clash EQUAL -1)
      message(FATAL_ERROR "${file}: holds the end mark of a raw string")
    endif()
    string(APPEND rows "    {${number}, \"${name}\", R\"mcsql(${sql})mcsql\"},\n")
  endforeach()
  file(WRITE ${OUTPUT}.h "// Made from .sql files at build time.\n#pragma once\n\n#include <span>\n\n#include \"shared/store/migration.h\"\n\nnamespace mingchou {\nstd::span<const Migration> ${SYMBOL}();\n}\n")
  file(WRITE ${OUTPUT}.cpp "#include \"${SYMBOL}.h\"\n\nnamespace mingchou {\nstd::span<const Migration> ${SYMBOL}() {\n  static constexpr Migration table[] = {\n${rows}  };\n  return table;\n}\n}\n")
  return()
endif()

set(MINGCHOU_EMBED_SQL_SCRIPT ${CMAKE_CURRENT_LIST_FILE} CACHE INTERNAL "")

function(mingchou_embed_sql target symbol)
  set(files "")
  foreach(file IN LISTS ARGN)
    get_filename_component(file ${file} ABSOLUTE)
    list(APPEND files ${file})
  endforeach()
  list(SORT files)
  string(REPLACE ";" "|" joined "${files}")
  set(output ${CMAKE_CURRENT_BINARY_DIR}/embedded/${symbol})
  add_custom_command(
    OUTPUT ${output}.h ${output}.cpp
    COMMAND ${CMAKE_COMMAND} -DFILES=${joined} -DSYMBOL=${symbol} -DOUTPUT=${output} -P ${MINGCHOU_EMBED_SQL_SCRIPT}
    DEPENDS ${files} ${MINGCHOU_EMBED_SQL_SCRIPT}
    COMMENT "Embedding ${symbol}"
    VERBATIM)
  target_sources(${target} PRIVATE ${output}.cpp ${output}.h)
  target_include_directories(${target} PUBLIC ${CMAKE_CURRENT_BINARY_DIR}/embedded)
endfunction()
