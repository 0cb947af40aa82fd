// What most of these tests include, parsed once for all of them (tools/cmake/precompile.cmake).
#pragma once

#include <doctest/doctest.h>

#include "client/app/precompiled.h"
#include "tests/client/scenes.h"
