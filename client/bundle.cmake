# The folder that the server serves (build/wasm/client/dist).
find_program(NODE_PROGRAM node REQUIRED)

file(GLOB shell_files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/shell/*)
set(dist ${CMAKE_CURRENT_BINARY_DIR}/dist)
add_custom_command(OUTPUT ${dist}/bundle.json
  COMMAND ${NODE_PROGRAM} ${CMAKE_SOURCE_DIR}/tools/bundle_client.mjs --shell ${CMAKE_CURRENT_SOURCE_DIR}/shell
    --module $<TARGET_FILE:client_app> --wasm $<TARGET_FILE_DIR:client_app>/app.wasm --font ${CLIENT_BASE_FONT}
    --rest ${CLIENT_REST_FONT} --version ${PROJECT_VERSION} --output ${dist}
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/bundle_client.mjs ${shell_files} ${CLIENT_BASE_FONT} ${CLIENT_REST_FONT} client_app
  COMMENT "Bundling the client" VERBATIM)
add_custom_target(client ALL DEPENDS ${dist}/bundle.json)
