// Benchmark of shared/search: `search_bench [ROWS]` (100,000 by default), natively or `node search_bench.js ROWS`.
// Times every keystroke of typical queries, beside a plain loop over std::string::find, an index of bigrams and
// (natively) SQLite's FTS5 trigrams and LIKE over the same names.
#include "tests/bench/search_bench.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <unordered_map>

#include "shared/base/random.h"
#include "shared/search/fold.h"
#include "shared/search/search_scan.h"

using namespace mingchou;
using namespace mingchou::search;

double now_ms() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

namespace {

void print_times(const char* title, std::vector<double>& times_ms) {
  std::ranges::sort(times_ms);
  std::printf("  %-34s p50 %7.2f  p95 %7.2f  max %7.2f ms", title, times_ms[times_ms.size() / 2],
              times_ms[times_ms.size() * 95 / 100], times_ms.back());
}

constexpr std::string_view towns[] = {"西华县", "西华县城关镇", "西夏亭镇", "逍遥镇", "奉母镇",   "红花集镇", "聂堆镇",
                                      "东夏镇", "西华营镇",     "址坊镇",   "田口乡", "清河驿乡", "皮营",     "周口市"};
constexpr std::string_view trades[] = {"胡辣汤店",
                                       "超市",
                                       "药店",
                                       "药房连锁有限公司",
                                       "餐饮服务有限公司",
                                       "烟酒商行",
                                       "建材门市",
                                       "幼儿园",
                                       "诊所",
                                       "汽车修理厂",
                                       "加油站",
                                       "粮油购销部",
                                       "种植专业合作社",
                                       "养殖场",
                                       "理发店",
                                       "网吧",
                                       "宾馆",
                                       "KTV",
                                       "服装店",
                                       "5元店"};
constexpr std::string_view given =
    "华胜利民福兴旺发达康健美佳鑫源宏伟建国军红梅春兰秋菊东方天地金银玉石龙凤祥瑞永昌顺和平安明亮光辉志远文武双全"
    "德馨诚信义仁礼智家乐万众一心百年千里好运来大众小张老李王记刘氏赵陈杨黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩"
    "冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙"
    "重行长乐单曾解仇朴查盖区缪尉迟";

std::vector<std::string> characters_of(std::string_view text) {
  std::vector<std::string> characters;
  for (std::size_t i = 0; i < text.size(); i += 3) characters.emplace_back(text.substr(i, 3));
  return characters;
}

std::vector<BenchRow> make_register(std::size_t count) {
  static const auto characters = characters_of(given);
  SeededRandom random(7);
  constexpr std::string_view code_letters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  std::vector<BenchRow> rows(count);
  for (BenchRow& row : rows) {
    const std::string_view town = towns[random.below(std::size(towns))];
    row.name = town;
    for (std::uint64_t n = 2 + random.below(3); n > 0; --n) row.name += characters[random.below(characters.size())];
    row.name += trades[random.below(std::size(trades))];
    if (random.below(8) == 0) row.name += "（个体工商户）";
    row.credit_code = "92411622MA";
    while (row.credit_code.size() < 18) row.credit_code += code_letters[random.below(code_letters.size())];
    row.registration_number = "411622";
    while (row.registration_number.size() < 15) row.registration_number += static_cast<char>('0' + random.below(10));
    row.address = "河南省周口市西华县" + std::string(town) + characters[random.below(characters.size())] +
                  characters[random.below(characters.size())] + "路与人民路交叉口向东" +
                  std::to_string(random.below(900)) + "米路北";
  }
  return rows;
}

SearchIndex build(const std::vector<BenchRow>& rows, bool with_addresses) {
  SearchIndex index;
  double slowest_batch_ms = 0;
  const double start = now_ms();
  for (std::size_t first = 0; first < rows.size(); first += rows_per_block) {
    const double batch_start = now_ms();
    for (std::size_t i = first; i < std::min(first + rows_per_block, rows.size()); ++i) {
      const std::string_view codes[] = {rows[i].credit_code, rows[i].registration_number};
      if (!index.add({rows[i].name, codes, with_addresses ? rows[i].address : std::string_view()})) std::abort();
    }
    slowest_batch_ms = std::max(slowest_batch_ms, now_ms() - batch_start);
  }
  std::printf("%s: built in %.0f ms (slowest batch of %zu rows %.2f ms), %.1f MB\n",
              with_addresses ? "with addresses" : "names and codes", now_ms() - start, rows_per_block, slowest_batch_ms,
              static_cast<double>(index.memory_bytes()) / 1e6);
  return index;
}

/// One frame's share of a scan.
void bench_steps(const SearchIndex& index, const std::vector<std::string>& queries, std::size_t rows_a_step) {
  std::vector<double> times_ms;
  for (const std::string& text : queries) {
    double start = now_ms();
    SearchScan scan(index, *SearchQuery::parse(text), 200);
    for (bool done = false; !done; start = now_ms()) {
      done = scan.step(rows_a_step);
      times_ms.push_back(now_ms() - start);
    }
  }
  print_times(("steps of " + std::to_string(rows_a_step) + " rows").c_str(), times_ms);
  std::printf("\n");
}

/// The other way to search two characters: rows by pair of neighbouring units, intersected, then checked.
class Bigrams {
 public:
  explicit Bigrams(const std::vector<BenchRow>& rows) {
    for (const BenchRow& row : rows) {
      names_.push_back(fold_without_spaces(row.name, name_units_max));
      const std::u16string& name = names_.back();
      for (std::size_t i = 0; i + 1 < name.size(); ++i) {
        auto& rows_of_pair = postings_[pair(name, i)];
        const auto number = static_cast<std::uint32_t>(names_.size() - 1);
        if (rows_of_pair.empty() || rows_of_pair.back() != number) rows_of_pair.push_back(number);
      }
    }
  }
  std::size_t count(const std::string& text) const {
    const std::u16string word = fold_without_spaces(text, name_units_max);
    std::size_t found = 0;
    if (word.size() < 2) {
      for (const auto& name : names_) found += name.find(word) != std::u16string::npos;
      return found;
    }
    const std::vector<std::uint32_t>* rarest = nullptr;
    for (std::size_t i = 0; i + 1 < word.size(); ++i) {
      const auto at = postings_.find(pair(word, i));
      if (at == postings_.end()) return 0;
      if (!rarest || at->second.size() < rarest->size()) rarest = &at->second;
    }
    for (const std::uint32_t row : *rarest) found += names_[row].find(word) != std::u16string::npos;
    return found;
  }
  double megabytes() const {
    std::size_t bytes = 0;
    for (const auto& [key, rows] : postings_) bytes += 48 + rows.capacity() * sizeof(rows[0]);
    for (const auto& name : names_) bytes += sizeof(std::u16string) + 2 * name.capacity();
    return static_cast<double>(bytes) / 1e6;
  }

 private:
  static std::uint32_t pair(std::u16string_view text, std::size_t i) { return (text[i] << 16u) | text[i + 1]; }
  std::vector<std::u16string> names_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> postings_;
};

}  // namespace

void time_queries(const char* title, const std::vector<std::string>& queries, std::size_t rounds,
                  const std::function<std::size_t(const std::string&)>& search) {
  std::vector<double> times_ms;
  std::size_t found = 0;
  for (const std::string& query : queries) {
    double fastest_ms = 1e9;
    for (std::size_t round = 0; round < rounds; ++round) {
      const double start = now_ms();
      found = search(query);
      fastest_ms = std::min(fastest_ms, now_ms() - start);
    }
    times_ms.push_back(fastest_ms);
  }
  print_times(title, times_ms);
  std::printf("  (%zu found last)\n", found);
}

int main(int count, char** arguments) {
  const std::size_t row_count = count > 1 ? std::strtoul(arguments[1], nullptr, 10) : 100'000;
  const std::size_t rounds = row_count > 200'000 ? 5 : 20;
  const auto rows = make_register(row_count);
  std::printf("%zu rows\n", row_count);
  const SearchIndex plain = build(rows, false);
  const SearchIndex full = build(rows, true);

  // What is searched after each key, as typed and composed.
  const std::vector<std::pair<const char*, std::vector<std::string>>> kinds = {
      {"one character", {"华", "店", "鑫", "县"}},
      {"two characters", {"胡辣", "药房", "鑫源", "王记"}},
      {"longer names", {"胡辣汤", "西华县胡辣汤", "逍遥镇鑫源", "汽车修理厂"}},
      {"two words", {"逍遥 药房", "西华 汽车修理", "鑫 店"}},
      {"part of a code", {"9", "92", "924116", "92411622MA5", "K3", "77", "1622"}},
      {"initials", {"x", "xh", "xhh", "xhhl", "xhhlt", "hlt", "xyz"}},
      {"full pinyin", {"hu", "hul", "hulatang", "huatang", "xihuaxian", "zhongxing", "zhuang"}},
      {"initials and words", {"xh yd", "西华 hlt", "xyz ctv 92"}},
      {"nothing found", {"鹈鹕", "qqqqq", "龘"}},
  };
  std::vector<std::string> all;
  for (const auto& [title, queries] : kinds) {
    all.insert(all.end(), queries.begin(), queries.end());
    time_queries(title, queries, rounds, [&](const std::string& text) { return search_all(plain, text, 200)->total; });
  }
  const auto search_in = [](const SearchIndex& index) {
    return [&index](const std::string& text) { return search_all(index, text, 200)->total; };
  };
  time_queries("all of these", all, rounds, search_in(plain));
  time_queries("all of these, addresses too", all, rounds, search_in(full));
  for (const std::size_t step : {8'192u, 32'768u}) bench_steps(full, all, step);

  std::printf("for comparison, names only, Chinese queries:\n");
  const std::vector<std::string> chinese = {"华", "店", "胡辣", "药房", "鑫源", "胡辣汤", "西华县胡辣汤", "鹈鹕"};
  time_queries("this search", chinese, rounds, search_in(plain));
  time_queries("loop over std::string::find", chinese, rounds, [&](const std::string& text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(rows, [&](const BenchRow& row) { return row.name.find(text) != std::string::npos; }));
  });
  const double start = now_ms();
  const Bigrams bigrams(rows);
  std::printf("  bigrams built in %.0f ms, %.1f MB\n", now_ms() - start, bigrams.megabytes());
  time_queries("bigrams (count only, unranked)", chinese, rounds,
               [&](const std::string& text) { return bigrams.count(text); });
#ifndef __EMSCRIPTEN__
  bench_sqlite(rows, chinese);
#endif
}
