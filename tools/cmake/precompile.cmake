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

string(TOUPPER "${CMAKE_BUILD_TYPE}" build_type)
file(GLOB lists_of_packages /var/lib/dpkg/info/libc++-19-dev.list /var/lib/dpkg/info/libc6-dev*.list)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${lists_of_packages} ${CMAKE_SOURCE_DIR}/tools/precompiled.h)
