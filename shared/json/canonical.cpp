#include "shared/json/canonical.h"

#include <algorithm>
#include <cassert>
#include <vector>

#include "shared/json/excerpt.h"
#include "shared/json/writer.h"

namespace mingchou::json {
namespace {

enum class Profile { rfc_8785, strict };

class CanonicalWriter {
 public:
  explicit CanonicalWriter(Profile profile) : profile_(profile) {}

  Result<> add(Value value) {
    switch (value.type()) {
      case Type::null:
        if (profile_ == Profile::strict) return fail(Error("json.strict_null").with("field", excerpt(path_)));
        text_ += "null";
        return {};
      case Type::boolean:
        text_ += *value.boolean() ? "true" : "false";
        return {};
      case Type::integer:
      case Type::real:
        return add_number(value);
      case Type::text:
        append_canonical_text(text_, *value.text());
        return {};
      case Type::array:
        return add_array(value);
      case Type::object:
        return add_object(value);
    }
    return {};
  }

  std::string take() { return std::move(text_); }

 private:
  Result<> add_number(Value value) {
    const auto natural = value.uint64();
    if (natural && *natural <= safe_integer_max) {
      text_ += std::to_string(*natural);
      return {};
    }
    if (profile_ == Profile::strict) return fail(Error("json.strict_number").with("field", excerpt(path_)));
    append_canonical_number(text_, *value.number());
    return {};
  }

  Result<> add_array(Value array) {
    text_ += '[';
    std::size_t index = 0;
    for (const Value item : array.items()) {
      if (index > 0) text_ += ',';
      const std::size_t path_size = path_.size();
      path_ += '[' + std::to_string(index++) + ']';
      MC_TRY(add(item));
      path_.resize(path_size);
    }
    text_ += ']';
    return {};
  }

  Result<> add_object(Value object) {
    std::vector<Member> members;
    members.reserve(object.size());
    for (const Member& member : object.members()) members.push_back(member);
    std::ranges::sort(members, utf16_less, &Member::key);
    text_ += '{';
    bool is_first = true;
    for (const Member& member : members) {
      if (!is_first) text_ += ',';
      is_first = false;
      const std::size_t path_size = path_.size();
      if (!path_.empty()) path_ += '.';
      path_ += member.key;
      const bool is_ascii =
          std::ranges::all_of(member.key, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
      if (profile_ == Profile::strict && !is_ascii) return fail(Error("json.strict_key").with("field", excerpt(path_)));
      append_canonical_text(text_, member.key);
      text_ += ':';
      MC_TRY(add(member.value));
      path_.resize(path_size);
    }
    text_ += '}';
    return {};
  }

  Profile profile_;
  std::string text_;
  std::string path_;  // of the value being written, such as strata[2].name
};

}  // namespace

bool utf16_less(std::string_view a, std::string_view b) {
  const auto [in_a, in_b] = std::ranges::mismatch(a, b);
  if (in_a == a.end() || in_b == b.end()) return in_a == a.end() && in_b != b.end();
  // UTF-8 bytes stand as code points do. UTF-16 differs in one thing: U+E000 … U+FFFF (lead bytes EE, EF) stand
  // behind everything beyond U+FFFF (lead bytes F0 …), which is written with surrogates D800 … DFFF.
  const auto rank = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0xEE || byte == 0xEF ? byte + 0x100 : byte;
  };
  return rank(*in_a) < rank(*in_b);
}

std::string canonical(Value value) {
  CanonicalWriter writer(Profile::rfc_8785);
  const auto added = writer.add(value);
  assert(added && "only the strict profile refuses anything");
  static_cast<void>(added);
  return writer.take();
}

Result<std::string> strict_canonical(Value value) {
  CanonicalWriter writer(Profile::strict);
  MC_TRY(writer.add(value));
  return writer.take();
}

Result<std::string> canonical(std::string_view text, const Limits& limits) {
  const Document document = MC_TRY(parse(text, limits));
  return canonical(document.root());
}

Result<std::string> strict_canonical(std::string_view text, const Limits& limits) {
  const Document document = MC_TRY(parse(text, limits));
  return strict_canonical(document.root());
}

}  // namespace mingchou::json
