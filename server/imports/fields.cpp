#include "server/imports/fields.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "server/imports/header.h"
#include "shared/registry/rules.h"

namespace mingchou::embedded {
extern const std::string_view import_words;
}

namespace mingchou::imports {
namespace {

/// What the provincial platform answers, of every register.
constexpr std::array receipt_fields = {
    Field{"receipt_result", Form::choice, "回执结果", 20, "receipt_result"},
    Field{"receipt_message", Form::text, "回执说明", limits::receipt_message_characters_max},
    Field{"receipt_on", Form::date, "回执日期", 20},
};

constexpr std::array target_fields = {
    Field{"name", Form::text, "名称", 200},
    Field{"credit_code", Form::credit_code, "统一社会信用代码", 18},
    Field{"registration_number", Form::registration_number, "注册号", 15},
    Field{"kind", Form::choice, "对象类型", 20, "target_kind"},
    Field{"form", Form::text, "主体类型", 100},
    Field{"established_on", Form::date, "成立日期", 20},
    Field{"registration_authority", Form::text, "登记机关", 100},
    Field{"status", Form::choice, "登记状态", 20, "target_status"},
    Field{"legal_person", Form::text, "法定代表人", 100},
    Field{"township", Form::township, "乡镇（街道）", 50},
    Field{"address", Form::text, "住所", 300},
    Field{"contact_name", Form::text, "联系人", 100},
    Field{"contact_phone", Form::phone, "联系方式", 60},
    Field{"industry", Form::industry, "行业", 60},
    Field{"department", Form::department, "监管部门", 100},
    Field{"station", Form::text, "属地监管所", 100},
    Field{"area", Form::text, "责任区", 100},
    Field{"risk_class", Form::choice, "信用风险等级", 20, "risk_class"},
    Field{"risk_source", Form::text, "信用风险分类来源", 100},
    Field{"risk_on", Form::date, "信用风险分类日期", 20},
    Field{"food_risk_class", Form::choice, "食品风险等级", 20, "risk_class"},
    Field{"last_checked_on", Form::date, "上次检查日期", 20},
    Field{"tags", Form::tags, "监管标签", 300},
    Field{"licence_name", Form::text, "许可证名称", 100, {}, true},
    Field{"licence_number", Form::text, "许可证号", 100, {}, true},
    Field{"licence_authority", Form::text, "发证机关", 100, {}, true},
    Field{"licence_issued_on", Form::date, "许可证发证日期", 20, {}, true},
    Field{"licence_expires_on", Form::expiry, "许可证有效期至", 40, {}, true},
    Field{"external_number", Form::text, "平台编号", 100},
    receipt_fields[0],
    receipt_fields[1],
    receipt_fields[2],
};

constexpr std::array inspector_fields = {
    Field{"staff_number", Form::code, "工号", 40},
    Field{"name", Form::text, "姓名", 100},
    Field{"sex", Form::choice, "性别", 10, "sex"},
    Field{"department", Form::department, "部门", 100},
    Field{"unit", Form::text, "科室", 100},
    Field{"township", Form::township, "乡镇（街道）", 50},
    Field{"position", Form::text, "职务", 100},
    Field{"phone", Form::phone, "手机", 60},
    Field{"person_kind", Form::choice, "人员类别", 30, "person_kind"},
    Field{"status", Form::choice, "状态", 20, "inspector_status"},
    Field{"certificate_number", Form::code, "执法证号", 60, {}, true},
    Field{"certificate_field", Form::text, "执法领域", 100, {}, true},
    Field{"certificate_authority", Form::text, "发证机关", 100, {}, true},
    Field{"certificate_issued_on", Form::date, "发证日期", 20, {}, true},
    Field{"certificate_expires_on", Form::expiry, "有效期至", 40, {}, true},
    Field{"specialties", Form::list, "专长", 300},
    Field{"external_number", Form::text, "平台编号", 100},
    receipt_fields[0],
    receipt_fields[1],
    receipt_fields[2],
};

constexpr std::array expert_fields = {
    Field{"name", Form::text, "姓名", 100},
    Field{"sex", Form::choice, "性别", 10, "sex"},
    Field{"department", Form::department, "部门", 100},
    Field{"institution", Form::text, "工作单位", 200},
    Field{"title", Form::text, "职称职务", 100},
    Field{"phone", Form::phone, "联系方式", 60},
    Field{"status", Form::choice, "状态", 20, "expert_status"},
    Field{"fields", Form::list, "专业领域", 300},
    Field{"qualification_name", Form::text, "证书名称", 100, {}, true},
    Field{"qualification_number", Form::text, "证书编号", 100, {}, true},
    Field{"qualification_authority", Form::text, "发证机关", 100, {}, true},
    Field{"qualification_issued_on", Form::date, "发证日期", 20, {}, true},
    Field{"qualification_expires_on", Form::expiry, "有效期至", 40, {}, true},
    Field{"external_number", Form::text, "平台编号", 100},
    receipt_fields[0],
    receipt_fields[1],
    receipt_fields[2],
};

struct RegisterNames {
  std::string_view text, entity;
};
constexpr std::array<RegisterNames, 3> registers = {{
    {"targets", "target"},
    {"inspectors", "inspector"},
    {"experts", "expert"},
}};

struct WordList {
  std::string_view value;
  std::vector<std::string_view> words;
  std::vector<std::string> folded;
};

/// By "header targets" or "word sex".
using Words = std::map<std::string, std::vector<WordList>, std::less<>>;

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    if (const auto part = text.substr(0, end); !part.empty()) parts.push_back(part);
    if (end == text.npos) return parts;
    text.remove_prefix(end + 1);
  }
}

const Words& all_words() {
  static const Words made = [] {
    Words words;
    for (const std::string_view line : split(embedded::import_words, '\n')) {
      if (line.starts_with('#')) continue;
      const auto columns = split(line, '\t');
      if (columns.size() != 4) continue;
      WordList list{columns[2], split(columns[3], ' '), {}};
      for (const std::string_view word : list.words) list.folded.push_back(fold_header(word));
      words[std::string(columns[0]) + " " + std::string(columns[1])].push_back(std::move(list));
    }
    return words;
  }();
  return made;
}

const WordList* find_list(std::string_view set, std::string_view value) {
  const auto lists = all_words().find(set);
  if (lists == all_words().end()) return nullptr;
  const auto found = std::ranges::find(lists->second, value, &WordList::value);
  return found == lists->second.end() ? nullptr : &*found;
}

std::string header_set(Register which) { return "header " + std::string(text_of(which)); }

}  // namespace

std::string_view text_of(Register which) { return registers[static_cast<std::size_t>(which)].text; }
std::string_view entity_of(Register which) { return registers[static_cast<std::size_t>(which)].entity; }

std::optional<Register> register_from(std::string_view text) {
  for (const Register which : {Register::targets, Register::inspectors, Register::experts})
    if (text == text_of(which)) return which;
  return std::nullopt;
}

std::span<const Field> fields_of(Register which) {
  switch (which) {
    case Register::targets:
      return target_fields;
    case Register::inspectors:
      return inspector_fields;
    case Register::experts:
      break;
  }
  return expert_fields;
}

const Field* find_field(Register which, std::string_view key) {
  const auto fields = fields_of(which);
  const auto found = std::ranges::find(fields, key, &Field::key);
  return found == fields.end() ? nullptr : &*found;
}

std::span<const std::string> header_words(Register which, std::string_view field) {
  const WordList* list = find_list(header_set(which), field);
  return list == nullptr ? std::span<const std::string>() : list->folded;
}

std::string_view usual_header(Register which, std::string_view field) {
  const WordList* list = find_list(header_set(which), field);
  return list == nullptr ? field : list->words.front();
}

std::optional<std::string_view> value_of_word(std::string_view set, std::string_view word) {
  const std::string folded = fold_header(word);
  const auto lists = all_words().find("word " + std::string(set));
  if (lists == all_words().end()) return std::nullopt;
  for (const WordList& list : lists->second)
    if (list.value == word || std::ranges::contains(list.folded, folded)) return list.value;
  return std::nullopt;
}

std::string_view usual_word(std::string_view set, std::string_view value) {
  const WordList* list = find_list("word " + std::string(set), value);
  return list == nullptr ? value : list->words.front();
}

}  // namespace mingchou::imports
