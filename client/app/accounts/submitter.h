// Sends what a form says, once: while a submission is under way another of the same is left out, so that a double tap
// does nothing twice. Whatever is under way is given up with the submitter.
#pragma once

#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "client/app/accounts/submission.h"
#include "client/app/network.h"

namespace mingchou::client {

class Submitter {
 public:
  explicit Submitter(Network& network) : network_(network) {}
  ~Submitter();
  Submitter(const Submitter&) = delete;
  Submitter& operator=(const Submitter&) = delete;

  /// Takes what the answer brings; its error becomes the submission's.
  using Taken = std::function<Result<>(const HttpAnswer&)>;
  /// After a failure: may clear the error again. Empty for nothing.
  using Failed = std::function<void()>;
  /// The submission outlives this, or is given up before.
  void submit(Submission& submission, const HttpRequest& request, Taken taken, Failed failed = {});
  /// Nobody waits for it any more. What it did on the server is not known.
  void give_up(Submission& submission);

 private:
  struct Running {
    const Submission* of = nullptr;
    Network::RequestId id = 0;
  };
  Network& network_;
  std::vector<Running> running_;
};

/// Empties what a screen has open, so that another thing can be opened in it. What is under way is given up, and
/// answers are counted on: a screen notices each by a number that it has not seen. `submissions_of` tells where all
/// submissions of a `what` are, as an array of pointers.
template <class Open, class SubmissionsOf>
void begin_anew(Open& what, Submitter& submitter, const SubmissionsOf& submissions_of) {
  Open empty;
  const auto before = submissions_of(what), after = submissions_of(empty);
  for (std::size_t i = 0; i < before.size(); ++i) {
    submitter.give_up(*before.at(i));
    after.at(i)->answers = before.at(i)->answers;
  }
  what = std::move(empty);
}

}  // namespace mingchou::client
