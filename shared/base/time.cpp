#include "shared/base/time.h"

#include <chrono>

namespace mingchou {

Instant SystemClock::now() {
  using namespace std::chrono;
  return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

}  // namespace mingchou
