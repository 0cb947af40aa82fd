// What most sources of the client include of our own, parsed once for all of them (tools/cmake/precompile.cmake). A
// source includes what it uses all the same: clang-tidy reads it without this.
#pragma once

#include "client/app/model/model.h"
#include "client/app/ui/ui.h"
#include "shared/json/fields.h"
#include "shared/json/writer.h"
