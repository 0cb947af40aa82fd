# mingchou_embed_text(TARGET SYMBOL FILE): compiles a file (UTF-8 text, or bytes made by the build) into TARGET as
#   namespace mingchou::embedded { extern const std::string_view SYMBOL; }
# so that data stays a file that a person edits, yet needs no path at run time (the browser has none).
# Declare the symbol where it is used. The file is read again whenever it changes.
set(MINGCHOU_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/embed_text_step.cmake)

function(mingchou_embed_text target symbol file)
  get_filename_component(source ${file} ABSOLUTE BASE_DIR ${CMAKE_SOURCE_DIR})
  set(output ${CMAKE_CURRENT_BINARY_DIR}/embedded_${symbol}.cpp)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DSOURCE=${source} -DOUTPUT=${output} -DSYMBOL=${symbol} -P ${MINGCHOU_EMBED_SCRIPT}
    DEPENDS ${source} ${MINGCHOU_EMBED_SCRIPT}
    COMMENT "Embedding ${file}")
  target_sources(${target} PRIVATE ${output})
endfunction()
