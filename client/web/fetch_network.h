// The network by the worker's fetch(). Answers arrive as messages between frames.
#pragma once

#include <map>

#include "client/app/network.h"

namespace mingchou::client {

class FetchNetwork : public Network {
 public:
  RequestId send(const HttpRequest& request, Done done) override;
  void abort(RequestId id) override;

  /// How platform.js ends a request; the numbers stand there too.
  enum class Outcome { answered = 0, offline = 1, timeout = 2, too_large = 3, file_gone = 4 };
  void ended(RequestId id, Outcome outcome, HttpAnswer answer);
  /// So much of the file has left.
  void sent(RequestId id, std::int64_t bytes);

 private:
  RequestId last_id_ = 0;
  struct Pending {
    Done done;
    std::function<void(std::int64_t)> sent;
  };
  std::map<RequestId, Pending> pending_;
};

}  // namespace mingchou::client
