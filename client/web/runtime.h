// The one App of the worker with everything it leans on. The exports (exports_*.cpp) are all that reaches it.
#pragma once

#include <memory>
#include <string>

#include "client/app/app.h"
#include "client/web/browser_fonts.h"
#include "client/web/browser_storage.h"
#include "client/web/fetch_network.h"
#include "client/web/worker_shell.h"
#include "shared/base/random.h"
#include "shared/base/time.h"

namespace mingchou::client {

struct Runtime {
  explicit Runtime(const Preferences& preferences)
      : app({network, shell, clock, random, storage, stopwatch}, preferences) {
    storage.connect(app.storage());
  }
  FetchNetwork network;
  WorkerShell shell;
  SystemClock clock;
  SystemRandom random;
  BrowserStorage storage;
  BrowserFonts fonts;
  SteadyStopwatch stopwatch;
  App app;
  Surface surface;
  /// What the last calls returned as text.
  std::string semantics;
  std::string fields;
  std::string focus_request;
  std::string failure;
};

/// Set by app_start; the worker calls nothing else before.
extern std::unique_ptr<Runtime> runtime;

}  // namespace mingchou::client
