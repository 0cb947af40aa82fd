# The font, and the folder that the server serves (build/wasm/client/dist).
set(UI_FONT_SOURCE /usr/share/fonts/truetype/wqy/wqy-microhei.ttc CACHE FILEPATH "WenQuanYi Micro Hei")
if(NOT EXISTS ${UI_FONT_SOURCE})
  message(FATAL_ERROR "The font is not at ${UI_FONT_SOURCE}. Run tools/setup.sh, or pass -DUI_FONT_SOURCE=FILE.")
endif()
find_package(Python3 REQUIRED COMPONENTS Interpreter)
find_program(NODE_PROGRAM node REQUIRED)

file(GLOB texts_of_messages CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/shared/messages/*_messages.cpp)
set(texts ${texts_of_messages} ${CMAKE_CURRENT_SOURCE_DIR}/app/text/strings.cpp)
set(ui_font ${CMAKE_CURRENT_BINARY_DIR}/ui.ttf)
add_custom_command(OUTPUT ${ui_font}
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/make_font.py
    --source ${UI_FONT_SOURCE} --output ${ui_font} ${texts}
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/make_font.py ${UI_FONT_SOURCE} ${texts}
  COMMENT "Cutting the font" VERBATIM)

file(GLOB shell_files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/shell/*)
set(dist ${CMAKE_CURRENT_BINARY_DIR}/dist)
add_custom_command(OUTPUT ${dist}/bundle.json
  COMMAND ${NODE_PROGRAM} ${CMAKE_SOURCE_DIR}/tools/bundle_client.mjs --shell ${CMAKE_CURRENT_SOURCE_DIR}/shell
    --module $<TARGET_FILE:client_app> --wasm $<TARGET_FILE_DIR:client_app>/app.wasm --font ${ui_font} --output ${dist}
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/bundle_client.mjs ${shell_files} ${ui_font} client_app
  COMMENT "Bundling the client" VERBATIM)
add_custom_target(client ALL DEPENDS ${dist}/bundle.json)
