# The folder that tools/setup.sh fills: tools/lib.sh looks for it in the same places.
if(DEFINED ENV{MINGCHOU_CACHE})
  set(default_cache $ENV{MINGCHOU_CACHE})
else()
  set(default_cache $ENV{HOME}/.cache/mingchou)
endif()
set(MINGCHOU_CACHE_DIR ${default_cache} CACHE PATH "Where tools/setup.sh puts what it fetches")
