// What the parts of the search benchmark share: a synthetic register and a way to time and print.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

struct BenchRow {
  std::string name;
  std::string credit_code;
  std::string registration_number;
  std::string address;
};

double now_ms();

/// Times each query in its fastest round (so that other programs on the machine count little) and prints p50, p95
/// and the largest over the queries, and what the last call returned.
void time_queries(const char* title, const std::vector<std::string>& queries, std::size_t rounds,
                  const std::function<std::size_t(const std::string&)>& search);

#ifndef __EMSCRIPTEN__
void bench_sqlite(const std::vector<BenchRow>& rows, const std::vector<std::string>& queries);
#endif
