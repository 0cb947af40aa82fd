# The folder that the server serves (build/wasm/client/dist).
find_program(NODE_PROGRAM node REQUIRED)

# Browsers and home screens want pixels in their own sizes.
find_program(RSVG_CONVERT rsvg-convert)
if(NOT RSVG_CONVERT)
  message(FATAL_ERROR "rsvg-convert is missing. Run tools/setup.sh, or install librsvg2-bin.")
endif()
set(icons ${CMAKE_CURRENT_BINARY_DIR}/icons)
set(icon_files ${icons}/icon.svg)
add_custom_command(OUTPUT ${icons}/icon.svg
  COMMAND ${CMAKE_COMMAND} -E copy ${CMAKE_CURRENT_SOURCE_DIR}/icons/icon.svg ${icons}/icon.svg
  DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/icons/icon.svg VERBATIM)
foreach(icon icon-192:icon:192 icon-512:icon:512 maskable-512:maskable:512 apple-touch-icon:maskable:180)
  string(REPLACE ":" ";" parts ${icon})
  list(GET parts 0 name)
  list(GET parts 1 source)
  list(GET parts 2 size)
  add_custom_command(OUTPUT ${icons}/${name}.png
    COMMAND ${RSVG_CONVERT} --width ${size} --height ${size} --output ${icons}/${name}.png ${CMAKE_CURRENT_SOURCE_DIR}/icons/${source}.svg
    DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/icons/${source}.svg VERBATIM)
  list(APPEND icon_files ${icons}/${name}.png)
endforeach()

file(GLOB shell_files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/shell/*)
set(dist ${CMAKE_CURRENT_BINARY_DIR}/dist)
set(bundle_arguments
  --shell ${CMAKE_CURRENT_SOURCE_DIR}/shell
  --module $<TARGET_FILE:client_app> --wasm $<TARGET_FILE_DIR:client_app>/app.wasm --font ${CLIENT_BASE_FONT} --rest ${CLIENT_REST_FONT}
  --icons ${icons} --version ${PROJECT_VERSION} --output ${dist})
# Tests make further bundles from the same arguments, one a line.
file(GENERATE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/bundle_arguments.txt CONTENT "$<JOIN:${bundle_arguments},\n>\n")
add_custom_command(OUTPUT ${dist}/bundle.json
  COMMAND ${NODE_PROGRAM} ${CMAKE_SOURCE_DIR}/tools/bundle_client.mjs ${bundle_arguments}
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/bundle_client.mjs ${CMAKE_SOURCE_DIR}/tools/bundle_files.mjs ${shell_files} ${CLIENT_BASE_FONT} ${CLIENT_REST_FONT} ${icon_files} client_app
  COMMENT "Bundling the client" VERBATIM)

# The public page /verify, beside the app and without it.
file(GLOB verify_files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/verify/page/*)
set(verify_module $<TARGET_FILE:verify_module> $<TARGET_FILE_DIR:verify_module>/verify.wasm)
add_custom_command(OUTPUT ${dist}/verify/bundle.json
  COMMAND ${NODE_PROGRAM} ${CMAKE_SOURCE_DIR}/tools/bundle_page.mjs --output ${dist}/verify ${verify_files} ${verify_module} ${icons}/icon.svg
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/bundle_page.mjs ${CMAKE_SOURCE_DIR}/tools/bundle_files.mjs ${verify_files} ${icons}/icon.svg verify_module
  COMMENT "Bundling the verify page" VERBATIM)

add_custom_target(client ALL DEPENDS ${dist}/bundle.json ${dist}/verify/bundle.json)
