#include "shared/crypto/guard.h"

#include <exception>
#include <new>

namespace mingchou::crypto {

Error error_of_current_exception() {
  try {
    throw;
  } catch (const std::bad_alloc&) {
    return Error("crypto.no_memory");
  } catch (const std::exception& exception) {
    return Error("crypto.failed").because(exception.what());
  } catch (...) {
    return Error("crypto.failed");
  }
}

}  // namespace mingchou::crypto
