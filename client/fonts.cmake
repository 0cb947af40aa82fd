# The fonts, cut at build time from WenQuanYi Micro Hei and Lucide. Natively too: layout is tested with the real font.
#   CLIENT_BASE_FONT   ui.ttf, what every device loads
#   CLIENT_REST_FONT   rest.ttf, further characters, loaded when a name needs them
#   CLIENT_FONTS_DIR   folder of both, of icons.ttf and of the tables that are compiled in
set(UI_FONT_SOURCE /usr/share/fonts/truetype/wqy/wqy-microhei.ttc CACHE FILEPATH "WenQuanYi Micro Hei")
set(UNIHAN_DIR /usr/share/unicode CACHE PATH "Folder of Unihan_OtherMappings.txt.bz2")
foreach(file IN ITEMS ${UI_FONT_SOURCE} ${UNIHAN_DIR}/Unihan_OtherMappings.txt.bz2)
  if(NOT EXISTS ${file})
    message(FATAL_ERROR "${file} is missing. Run tools/setup.sh, or pass -DUI_FONT_SOURCE=FILE or -DUNIHAN_DIR=FOLDER.")
  endif()
endforeach()
third_party_source(LUCIDE_SOURCE_DIR lucide-static "")
# The system's own, which has the system's fontTools, even if another one comes first on PATH.
find_program(FONT_PYTHON python3 HINTS /usr/bin REQUIRED)

set(CLIENT_FONTS_DIR ${CMAKE_CURRENT_BINARY_DIR}/fonts)
set(CLIENT_BASE_FONT ${CLIENT_FONTS_DIR}/ui.ttf CACHE INTERNAL "")
set(CLIENT_REST_FONT ${CLIENT_FONTS_DIR}/rest.ttf CACHE INTERNAL "")
set(CLIENT_ICON_FONT ${CLIENT_FONTS_DIR}/icons.ttf CACHE INTERNAL "")
# Included by their path below the project's root, as all headers are.
set(font_tables ${CLIENT_FONTS_DIR}/include/client/app/ui)
file(MAKE_DIRECTORY ${font_tables})

file(GLOB texts CONFIGURE_DEPENDS
  ${CMAKE_SOURCE_DIR}/shared/messages/*_messages.cpp ${CMAKE_CURRENT_SOURCE_DIR}/app/text/words/*.def)
add_custom_command(OUTPUT ${CLIENT_BASE_FONT} ${CLIENT_REST_FONT}
  BYPRODUCTS ${font_tables}/rest_code_points.h
  COMMAND ${FONT_PYTHON} ${CMAKE_SOURCE_DIR}/tools/make_font.py
    --source ${UI_FONT_SOURCE} --unihan ${UNIHAN_DIR}
    --base ${CLIENT_BASE_FONT} --rest ${CLIENT_REST_FONT} --table ${font_tables}/rest_code_points.h ${texts}
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/make_font.py ${CMAKE_SOURCE_DIR}/tools/font_files.py ${UI_FONT_SOURCE} ${texts}
  COMMENT "Cutting the font" VERBATIM)
set(icon_list ${CMAKE_CURRENT_SOURCE_DIR}/app/ui/icons.h)
add_custom_command(OUTPUT ${CLIENT_ICON_FONT}
  BYPRODUCTS ${font_tables}/icon_code_points.h
  COMMAND ${FONT_PYTHON} ${CMAKE_SOURCE_DIR}/tools/make_icons.py
    --lucide ${LUCIDE_SOURCE_DIR} --list ${icon_list} --font ${CLIENT_ICON_FONT} --table ${font_tables}/icon_code_points.h
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/make_icons.py ${CMAKE_SOURCE_DIR}/tools/font_files.py ${icon_list}
  COMMENT "Cutting the icons" VERBATIM)
add_custom_target(client_fonts DEPENDS ${CLIENT_BASE_FONT} ${CLIENT_REST_FONT} ${CLIENT_ICON_FONT})
