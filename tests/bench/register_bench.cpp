// Benchmark of the register on the tablet: `register_bench [TARGETS]` (100,000 by default), natively or
// `node register_bench.js TARGETS`. The demo county arrives part by part in an encrypted database over the block VFS
// (in memory: the disk's own time is not in it), is indexed, and is then filtered, searched and sorted key by key.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#ifdef __EMSCRIPTEN__
#include <emscripten/heap.h>
#else
#include <sys/resource.h>
#endif

#include "client/app/register/index_builder.h"
#include "client/app/register/target_list.h"
#include "client/app/register/target_rows.h"
#include "shared/base/random.h"
#include "tests/client/data_support.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::data_test;

namespace {

SteadyStopwatch stopwatch;

double megabytes(std::size_t bytes) { return static_cast<double>(bytes) / 1e6; }

/// Of the whole process; it only rises.
double memory_mb() {
#ifdef __EMSCRIPTEN__
  return megabytes(emscripten_get_heap_size());
#else
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1e3;
#endif
}

class Times {
 public:
  void add(double ms) { all_.push_back(ms); }
  double sum() const {
    double sum = 0;
    for (const double ms : all_) sum += ms;
    return sum;
  }
  void print(const char* title) {
    std::ranges::sort(all_);
    std::printf("  %-44s p50 %7.2f  p95 %7.2f  max %7.2f ms  (%zu)\n", title, at(50), at(95), all_.back(), all_.size());
  }

 private:
  double at(std::size_t percent) const { return all_[(all_.size() - 1) * percent / 100]; }
  std::vector<double> all_;
};

template <class Work>
double timed(Work work) {
  const double start = stopwatch.now_ms();
  work();
  return stopwatch.now_ms() - start;
}

void download(Tablet& tablet, FakeServer& server) {
  RegisterDownload job(tablet.store->register_store(), tablet.store->database(), server, tablet.clock, tablet.random,
                       stopwatch);
  job.start();
  Times steps;
  for (JobState state = JobState::working; state != JobState::ended;) {
    steps.add(timed([&] { state = job.step(Deadline(stopwatch, Jobs::budget_ms)); }));
    server.answer_all();
  }
  if (job.status().phase != DownloadStatus::Phase::done) std::abort();
  std::printf("download written in %.0f ms\n", steps.sum());
  steps.print("steps of the download");
}

std::unique_ptr<RegisterIndex> build(Tablet& tablet) {
  IndexBuilder builder(tablet.store->register_store());
  builder.start(*tablet.store->register_store().current().value());
  Times steps;
  for (JobState state = JobState::working; state != JobState::ended;)
    steps.add(timed([&] { state = builder.step(Deadline(stopwatch, Jobs::budget_ms)); }));
  auto index = builder.take();
  if (!index) std::abort();
  std::printf("index built in %.0f ms, %.1f MB\n", steps.sum(), megabytes(index->memory_bytes()));
  steps.print("steps of building");
  return index;
}

/// One view, as the app computes it: step by step.
double show(TargetList& list, const TargetView& view, Times& steps) {
  list.show(view);
  double sum = 0;
  for (bool done = false; !done;) {
    const double ms = timed([&] { done = list.step(Deadline(stopwatch, Jobs::budget_ms)); });
    steps.add(ms);
    sum += ms;
  }
  return sum;
}

void measure_views(const RegisterIndex& index) {
  const std::vector<std::string> keys = {
      "胡",   "胡辣", "胡辣汤",   "西",    "西华", "西华县", "店",   "超市",     "逍遥", "逍遥 药", "x",  "xh", "xhh",
      "xhhl", "hlt",  "hulatang", "zhong", "9",    "92",     "9241", "92411622", "1622", "K3",      "路", "东", "龘"};
  TargetList list(index);
  Times steps, typing, typing_filtered, filtering, sorting;
  TargetView view;
  show(list, view, steps);
  for (int round = 0; round < 5; ++round)
    for (const Sort sort : {Sort::relevance, Sort::name})
      for (const std::string& key : keys) {
        view = {};
        view.query = key;
        view.sort = sort;
        typing.add(show(list, view, steps));
        view.of(Facet::kind) = {0, 1};
        view.of(Facet::status) = {0};
        show(list, view, steps);
        view.query += "市";
        typing_filtered.add(show(list, view, steps));
      }
  for (int round = 0; round < 5; ++round)
    for (const Facet facet : all_facets)
      for (FacetValue value = 0; value < index.value_count(facet); ++value) {
        view = {};
        view.of(facet) = {value};
        filtering.add(show(list, view, steps));
      }
  for (int round = 0; round < 10; ++round)
    for (const Sort sort : {Sort::name, Sort::established, Sort::last_checked, Sort::township})
      for (const bool descending : {false, true}) {
        view = {};
        view.sort = sort;
        view.descending = descending;
        sorting.add(show(list, view, steps));
      }
  typing.print("a key typed, from it to the whole new list");
  typing_filtered.print("a key typed, filters in force");
  filtering.print("a filter chosen");
  sorting.print("another order");
  steps.print("steps of all these");
}

void measure_rows(Tablet& tablet, const RegisterIndex& index) {
  TargetRows rows(tablet.store->register_store(), index);
  SeededRandom random(3);
  Times screens, pages;
  for (int round = 0; round < 200; ++round) {
    const auto first = static_cast<std::uint32_t>(random.below(index.row_count() - 20));
    const auto order = index.order(Sort::name);
    for (std::uint32_t i = 0; i < 20; ++i) rows.at(order[first + i]);
    screens.add(timed([&] {
      while (rows.has_wanted())
        if (!rows.load(Deadline(stopwatch, Jobs::budget_ms))) std::abort();
    }));
    pages.add(timed([&] {
      if (!tablet.store->register_store().details(index.id(first))) std::abort();
    }));
  }
  screens.print("20 rows read from the database");
  pages.print("a target's page read");
}

void measure_notes(Tablet& tablet, const RegisterIndex& index) {
  Times adding, drafting;
  for (std::uint32_t i = 0; i < 300; ++i) {
    const TargetId& target = index.id(i % static_cast<std::uint32_t>(index.row_count()));
    drafting.add(timed([&] { (void)tablet.store->notes().save_draft(target, "现场检查发现灭火器已过期"); }));
    adding.add(timed([&] {
      if (!tablet.store->notes().add(target, "西华县某店", "现场检查发现灭火器已过期，责令立即更换，一周后复查。"))
        std::abort();
    }));
  }
  drafting.print("a draft kept");
  adding.print("a note saved");
}

}  // namespace

int main(int count, char** arguments) {
  const std::uint64_t targets = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 100'000;
  SimulatedDisk disk(8);
  Tablet tablet;
  if (!tablet.open(disk)) std::abort();
  {
    FakeServer server;
    server.serve(make_snapshot(make_county(targets), 1300));
    std::printf("%llu targets; %.0f MB before the download (the server's side is in it)\n",
                static_cast<unsigned long long>(targets), memory_mb());
    download(tablet, server);
  }
  const double before = memory_mb();
  const auto index = build(tablet);
  std::printf("process: %.0f MB before the index, %.0f MB after\n", before, memory_mb());
  measure_views(*index);
  measure_rows(tablet, *index);
  measure_notes(tablet, *index);
  std::printf("process: %.0f MB at the end\n", memory_mb());
}
