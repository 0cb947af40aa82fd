// Where Botan's exceptions end. Inside shared/crypto only, called from within a catch block.
#pragma once

#include "shared/base/error.h"

namespace mingchou::crypto {

/// The error for the exception being handled: crypto.no_memory, or crypto.failed with its text as detail. It is for
/// what can't come from bad input; bad input gets its own error where it is known what it was.
Error error_of_current_exception();

}  // namespace mingchou::crypto
