// The scheduler of long work.
#include "client/app/jobs.h"

#include <doctest/doctest.h>

#include "tests/client/data_support.h"

using namespace mingchou::client;
using data_test::TickingStopwatch;

namespace {

class Counting final : public Job {
 public:
  explicit Counting(int steps, JobState before_end = JobState::working) : steps_(steps), state_(before_end) {}
  Text title() const override { return Text::job_index; }
  JobProgress progress() const override { return {.done = done, .total = steps_}; }
  JobState step(const Deadline& deadline) override {
    ++calls;
    do {
      if (done >= steps_) return JobState::ended;
      if (state_ == JobState::waiting && waits) return JobState::waiting;
      ++done;
    } while (!deadline.passed());
    return JobState::working;
  }
  std::optional<double> wait_ms() override { return wait; }
  void cancel() override { done = steps_; }

  int done = 0, calls = 0;
  bool waits = true;
  std::optional<double> wait;

 private:
  int steps_;
  JobState state_;
};

}  // namespace

TEST_CASE("jobs: each works in steps of the budget until it has ended") {
  TickingStopwatch stopwatch;
  Jobs jobs(stopwatch);
  Counting job(1000);
  jobs.add(job);
  jobs.add(job);
  CHECK(jobs.list().size() == 1);
  int rounds = 0;
  while (jobs.run()) ++rounds;
  CHECK(job.done == 1000);
  CHECK(rounds >= 1000 * 0.4 / Jobs::budget_ms - 2);
  CHECK(jobs.list().empty());
  CHECK_FALSE(jobs.run());
}

TEST_CASE("jobs: none starves although the first takes the whole budget") {
  TickingStopwatch stopwatch;
  Jobs jobs(stopwatch);
  Counting first(100'000), second(200), third(200);
  jobs.add(first);
  jobs.add(second);
  jobs.add(third);
  for (int i = 0; i < 100; ++i) jobs.run();
  CHECK(second.done == 200);
  CHECK(third.done == 200);
  CHECK(first.done > 300);
  CHECK(first.done < 100'000);
}

TEST_CASE("jobs: those that wait cost nothing, and the earliest time is told") {
  TickingStopwatch stopwatch;
  Jobs jobs(stopwatch);
  Counting network(10, JobState::waiting), timer(10, JobState::waiting);
  jobs.add(network);
  CHECK_FALSE(jobs.run());
  timer.wait = 250;
  jobs.add(timer);
  CHECK(jobs.run() == 250);
  network.waits = timer.waits = false;
  while (jobs.run()) {
  }
  CHECK(network.done == 10);
  CHECK(timer.done == 10);
}

TEST_CASE("jobs: a job that is destroyed or cancelled leaves the list") {
  TickingStopwatch stopwatch;
  Jobs jobs(stopwatch);
  {
    Counting gone(10);
    jobs.add(gone);
  }
  CHECK(jobs.list().empty());
  Counting cancelled(1'000'000);
  jobs.add(cancelled);
  CHECK(jobs.run() == 0);
  cancelled.cancel();
  CHECK_FALSE(jobs.run());
  CHECK(jobs.list().empty());
}

TEST_CASE("jobs: one that another adds as it ends is not forgotten") {
  TickingStopwatch stopwatch;
  Jobs jobs(stopwatch);
  Counting second(3);
  struct First final : Job {
    First(Jobs& jobs, Job& next) : jobs(jobs), next(next) {}
    Text title() const override { return Text::job_index; }
    JobProgress progress() const override { return {}; }
    JobState step(const Deadline&) override {
      jobs.add(next);
      return JobState::ended;
    }
    void cancel() override {}
    Jobs& jobs;
    Job& next;
  } first(jobs, second);
  jobs.add(first);
  CHECK(jobs.run() == 0.0);
  while (jobs.run()) {
  }
  CHECK(second.done == 3);
}
