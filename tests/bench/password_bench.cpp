// What a password costs: milliseconds of one core for a hash, by its parameters, and how many sign-ins the server does
// in a second with as many hashes at once as it allows.
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>
#include <vector>

#include "server/accounts/password_hasher.h"

using namespace mingchou;
using namespace mingchou::server::accounts;

namespace {

using std::chrono::steady_clock;

constexpr int rounds = 11;
constexpr int people = 32;

/// Of this thread alone: what others do on the machine stands less in the way than in the time that passes.
double cpu_ms() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double ms_since(steady_clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(steady_clock::now() - begin).count();
}

void measure_one(const crypto::Argon2Parameters& parameters, Random& random) {
  std::vector<double> durations, costs;
  for (int i = 0; i < rounds; ++i) {
    const auto begin = steady_clock::now();
    const double cpu_begin = cpu_ms();
    if (!crypto::hash_password("a password of usual length", parameters, random)) return;
    durations.push_back(ms_since(begin));
    costs.push_back(cpu_ms() - cpu_begin);
  }
  std::ranges::sort(durations);
  std::ranges::sort(costs);
  std::printf("  %3u MiB, %u passes   least %6.1f ms, median %6.1f ms; of one core %6.1f ms%s\n",
              parameters.memory_kib / 1024, parameters.passes, durations.front(), durations[rounds / 2],
              costs[rounds / 2], parameters == password_parameters ? "   <- in use" : "");
}

void measure_crowd(Random& random) {
  PasswordHasher hasher({}, random);
  const auto text = hasher.hash("a password of usual length");
  if (!text) return;
  const auto begin = steady_clock::now();
  std::vector<std::thread> threads;
  for (int i = 0; i < people; ++i)
    threads.emplace_back([&] { static_cast<void>(hasher.verify("a password of usual length", *text)); });
  for (std::thread& thread : threads) thread.join();
  const double ms = ms_since(begin);
  std::printf("  %d people at once: %.0f ms, %.1f sign-ins/s, %zu hashes at once, %zu MiB\n", people, ms,
              people * 1000 / ms, hasher.peak(), hasher.peak() * password_parameters.memory_kib / 1024);
}

}  // namespace

int main() {
  SystemRandom random;
  for (const crypto::Argon2Parameters& parameters :
       {crypto::Argon2Parameters{19 * 1024, 2, 1}, {32 * 1024, 2, 1}, password_parameters, {64 * 1024, 3, 1}})
    measure_one(parameters, random);
  measure_crowd(random);
}
