#include "shared/messages/tables.h"

namespace mingchou {

std::span<const Message> search_messages() {
  static constexpr Message table[] = {
      {"search.query_too_long", "搜索内容太长：最多 {characters_max} 个字、{words_max} 个词。请删去一部分。",
       "The search is too long: at most {characters_max} characters in {words_max} words. Remove a part of it."},
      {"search.too_many_rows", "名录超过 {rows_max} 条，其余的无法搜索。请先用筛选缩小范围。",
       "The register has more than {rows_max} rows; the rest can't be searched. Narrow it down with filters first."},
  };
  return table;
}

}  // namespace mingchou
