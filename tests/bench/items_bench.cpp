// Benchmark of item lists: `items_bench [ITEMS] [VERSIONS]` (1,000 and 50 by default). Each version changes a tenth of
// the items of the one before; all neighbours are compared, told in words, and each content is hashed.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "shared/items/content.h"
#include "shared/items/diff.h"

using namespace mingchou;
using namespace mingchou::items;

namespace {

Item item_of(std::size_t number) {
  Item item;
  for (std::size_t i = 0; i < sizeof number; ++i)
    item.id.uuid.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
  item.code = "SCJG-" + std::to_string(number);
  item.category = "食品销售监督检查";
  item.name = "食品销售者监督检查";
  item.basis = "《中华人民共和国食品安全法》第一百一十条";
  item.inspecting_body = "县级以上市场监督管理部门";
  item.target = "取得食品经营许可的销售者";
  item.content = "许可与公示\n进货查验记录\n过期食品处理";
  item.methods = {Method::on_site, Method::documents};
  item.cap_basis_points = 500;
  item.levels = {Level::county};
  return item;
}

template <class Job>
void measure(const char* title, std::size_t rounds, Job job) {
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < rounds; ++i) job(i);
  const std::chrono::duration<double, std::milli> passed = std::chrono::steady_clock::now() - start;
  std::printf("  %-44s %9.2f ms in all, %8.3f ms each\n", title, passed.count(),
              passed.count() / static_cast<double>(rounds));
}

}  // namespace

int main(int count, char** arguments) {
  const std::size_t items = count > 1 ? std::strtoul(arguments[1], nullptr, 10) : 1000;
  const std::size_t versions = count > 2 ? std::strtoul(arguments[2], nullptr, 10) : 50;
  if (items == 0 || versions < 2) return 2;
  std::vector<std::vector<Item>> all(1);
  for (std::size_t i = 0; i < items; ++i) all[0].push_back(item_of(i));
  for (std::size_t v = 1; v < versions; ++v) {
    all.push_back(all.back());
    for (std::size_t i = v % 10; i < items; i += 10) all.back()[i].name += "改";
  }
  std::printf("%zu items in %zu versions\n", items, versions);
  std::vector<Diff> diffs(versions - 1);
  std::size_t changed = 0, sentences = 0, bytes = 0;
  measure("difference of two versions", versions - 1, [&](std::size_t v) { diffs[v] = diff(all[v], all[v + 1]); });
  measure("the same in words", versions - 1, [&](std::size_t v) {
    sentences += in_words(diffs[v], [](const Uuid& id) { return id.text(); }, Language::chinese).size();
  });
  measure("content and its SHA-256", versions, [&](std::size_t v) {
    const auto content = content_of({}, all[v]);
    if (content) bytes += content->size() + hash_of(*content)[0] % 2;
  });
  for (const Diff& one : diffs) changed += one.changed.size();
  std::printf("  %zu changes, %zu sentences, %zu bytes of content\n", changed, sentences, bytes);
  return 0;
}
