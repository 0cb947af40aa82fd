# The headers of the standard library, parsed once for all sources that are compiled alike: a third of a build's time.
#
# What comes out lies in the cache of tools/setup.sh, named by what it was made from and the same to the byte each time:
# every clone uses one file, and ccache knows a source that was compiled with it, wherever the clone lies.

# The precompiled header that a target's sources start from; none if it is empty. Targets of other flags set their own.
define_property(TARGET PROPERTY MINGCHOU_PRECOMPILED INITIALIZE_FROM_VARIABLE MINGCHOU_PRECOMPILED)

# mingchou_precompile(VARIABLE FLAG...): the precompiled header for sources compiled with those flags beside the general
# ones of compile_options.cmake.
function(mingchou_precompile variable)
  separate_arguments(flags UNIX_COMMAND "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${build_type}}")
  list(APPEND flags ${mingchou_general_options} ${ARGN} ${CMAKE_CXX23_STANDARD_COMPILE_OPTION})
  execute_process(COMMAND ${CMAKE_CXX_COMPILER} --version OUTPUT_VARIABLE version COMMAND_ERROR_IS_FATAL ANY)
  file(READ ${CMAKE_SOURCE_DIR}/tools/precompiled.h text)
  # What its templates instantiate anyway is instantiated once, too.
  set(pch_flags -fpch-instantiate-templates -Xclang -fno-pch-timestamp)
  string(SHA256 key "${version};${flags};${pch_flags};${text}")
  string(SUBSTRING ${key} 0 16 key)
  set(header ${MINGCHOU_CACHE_DIR}/pch/${key}.h)
  set(result ${MINGCHOU_CACHE_DIR}/pch/${key}.pch)
  set(${variable} ${result} PARENT_SCOPE)
  # Headers of the system may have changed since.
  if(EXISTS ${result})
    execute_process(COMMAND ${CMAKE_CXX_COMPILER} ${flags} -include-pch ${result} -x c++ -fsyntax-only /dev/null
      RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET)
    if(NOT failed)
      return()
    endif()
  endif()
  message(STATUS "Precompiling the standard library (${key})")
  # Two builds may begin at once.
  string(RANDOM part)
  file(WRITE ${header}.${part} "${text}")
  file(RENAME ${header}.${part} ${header})
  execute_process(
    COMMAND ${CMAKE_CXX_COMPILER} ${flags} ${pch_flags} -x c++-header ${header} -o ${result}.${part}
    COMMAND_ERROR_IS_FATAL ANY)
  file(RENAME ${result}.${part} ${result})
endfunction()

# mingchou_precompile_too(TARGET HEADER FLAG...): that header of ours, which most sources of the target include, on top of
# what they start from; FLAGs as in mingchou_precompile. It is made anew when a header that it includes has changed, and
# all the sources with it: it is for what they would be compiled again for anyway.
function(mingchou_precompile_too target header)
  get_target_property(standard ${target} MINGCHOU_PRECOMPILED)
  set(result ${CMAKE_CURRENT_BINARY_DIR}/${target}.pch)
  separate_arguments(flags UNIX_COMMAND "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${build_type}}")
  list(APPEND flags ${mingchou_general_options} ${ARGN} ${CMAKE_CXX23_STANDARD_COMPILE_OPTION}
    -fpch-instantiate-templates -Xclang -fno-pch-timestamp)
  set(includes $<TARGET_PROPERTY:${target},INCLUDE_DIRECTORIES>)
  set(definitions $<TARGET_PROPERTY:${target},COMPILE_DEFINITIONS>)
  add_custom_command(OUTPUT ${result}
    COMMAND ${CMAKE_SOURCE_DIR}/tools/precompile.py ${result} ${CMAKE_CURRENT_SOURCE_DIR}/${header}
      ${CMAKE_CXX_COMPILER} ${flags} "-I$<JOIN:$<REMOVE_DUPLICATES:${includes}>,;-I>"
      "$<$<BOOL:${definitions}>:-D$<JOIN:${definitions},;-D>>" -include-pch ${standard}
    DEPENDS ${CMAKE_SOURCE_DIR}/tools/precompile.py ${CMAKE_CURRENT_SOURCE_DIR}/${header} ${standard}
    DEPFILE ${result}.d COMMENT "Precompiling ${header} for ${target}" COMMAND_EXPAND_LISTS VERBATIM)
  add_custom_target(${target}_precompiled DEPENDS ${result})
  add_dependencies(${target} ${target}_precompiled)
  set_target_properties(${target} PROPERTIES MINGCHOU_PRECOMPILED ${result})
endfunction()

string(TOUPPER "${CMAKE_BUILD_TYPE}" build_type)
file(GLOB lists_of_packages /var/lib/dpkg/info/libc++-19-dev.list /var/lib/dpkg/info/libc6-dev*.list)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${lists_of_packages} ${CMAKE_SOURCE_DIR}/tools/precompiled.h)
