// What handlers may lean on. Made once at start; everything in it is safe for any number of threads at once.
#pragma once

#include "shared/base/random.h"
#include "shared/base/time.h"

namespace mingchou::server {

class Log;
class StaticFiles;

struct Context {
  Clock& clock;
  /// Only a source that any thread may draw from at any time: the system's.
  Random& random;
  Log& log;
  const StaticFiles& files;
};

}  // namespace mingchou::server
