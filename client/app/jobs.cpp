#include "client/app/jobs.h"

#include <algorithm>
#include <chrono>

namespace mingchou::client {

double SteadyStopwatch::now_ms() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Job::~Job() {
  if (jobs_) jobs_->remove(*this);
}

Jobs::~Jobs() {
  for (Job* job : jobs_) job->jobs_ = nullptr;
}

void Jobs::add(Job& job) {
  if (job.jobs_) return;
  job.jobs_ = this;
  jobs_.push_back(&job);
  joined_ = true;
}

void Jobs::remove(Job& job) {
  job.jobs_ = nullptr;
  std::erase(jobs_, &job);
}

std::optional<double> Jobs::run() {
  const Deadline deadline(stopwatch_, budget_ms);
  bool working = false;
  joined_ = false;
  std::optional<double> due_ms;
  // Each has its turn once, beginning with the one behind the last that worked: the budget is the first ones' often.
  const std::vector<Job*> turn = jobs_;
  for (std::size_t i = 0; i < turn.size(); ++i) {
    const std::size_t at = (next_ + i) % turn.size();
    Job* const job = turn[at];
    // A step may have ended or removed others.
    if (std::ranges::find(jobs_, job) == jobs_.end()) continue;
    if (deadline.passed() && i > 0) {
      next_ = at;
      return 0;
    }
    switch (job->step(deadline)) {
      case JobState::working:
        working = true;
        break;
      case JobState::waiting:
        if (const auto wait = job->wait_ms()) due_ms = std::min(due_ms.value_or(*wait), *wait);
        break;
      case JobState::ended:
        remove(*job);
        break;
    }
  }
  next_ = turn.empty() ? 0 : (next_ + 1) % turn.size();
  // One that a step has added had no turn yet.
  return working || joined_ ? std::optional(0.0) : due_ms;
}

}  // namespace mingchou::client
