#include "client/app/accounts/submitter.h"

#include <utility>

#include "client/app/model/answers.h"

namespace mingchou::client {

Submitter::~Submitter() {
  for (const Running& running : running_) network_.abort(running.id);
}

void Submitter::submit(Submission& submission, const HttpRequest& request, Taken taken, Failed failed) {
  if (submission.is_under_way) return;
  submission.is_under_way = true;
  submission.error.reset();
  submission.was_left = false;
  const auto id = network_.send(
      request, [this, &submission, taken = std::move(taken), failed = std::move(failed)](Result<HttpAnswer> answer) {
        std::erase_if(running_, [&](const Running& running) { return running.of == &submission; });
        const auto good = accepted(std::move(answer));
        const Result<> done = good ? taken(*good) : std::unexpected(good.error());
        submission.is_under_way = false;
        submission.was_taken = done.has_value();
        ++submission.answers;
        if (done) return;
        submission.error = done.error();
        if (failed) failed();
      });
  running_.push_back({&submission, id});
}

void Submitter::give_up(Submission& submission) {
  for (const Running& running : running_)
    if (running.of == &submission) network_.abort(running.id);
  std::erase_if(running_, [&](const Running& running) { return running.of == &submission; });
  submission.is_under_way = false;
}

}  // namespace mingchou::client
