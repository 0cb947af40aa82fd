#include "server/audit/visible_states.h"

#include <optional>

#include "shared/access/grants.h"
#include "shared/access/register_fields.h"
#include "shared/json/json.h"
#include "shared/json/writer.h"

namespace mingchou::server::audit {
namespace {

/// What an edit of many targets changes stands in its entry as a text, which is the JSON of fields of a target.
std::optional<json::Document> edit_of(std::string_view key, json::Value value) {
  if (key != "change") return std::nullopt;
  auto edit = json::parse(value.text().value_or(""));
  if (!edit || !edit->root().is_object()) return std::nullopt;
  return *std::move(edit);
}

class Filter {
 public:
  Filter(access::Role role, std::string_view entity) : role_(role), entity_(entity) {}

  std::string visible(json::Value state) {
    if (!state.is_object()) return {};
    json::Writer writer;
    writer.begin_object();
    for (const auto& [key, value] : state.members()) {
      if (!access::may_see_field(role_, entity_, key)) {
        is_whole_ = false;
        continue;
      }
      writer.key(key);
      if (const auto edit = edit_of(key, value))
        writer.value(visible(edit->root()));
      else
        writer.value(value);
    }
    return std::move(writer.end_object()).take();
  }
  bool is_whole() const { return is_whole_; }

 private:
  const access::Role role_;
  const std::string_view entity_;
  bool is_whole_ = true;
};

/// The members of a state that are not the same in the other one, without their values.
std::string changed_fields(json::Value state, json::Value other) {
  if (!state.is_object()) return {};
  json::Writer writer;
  writer.begin_object();
  for (const auto& [key, value] : state.members()) {
    const auto there = other.find(key);
    if (!there || json::write(*there) != json::write(value)) writer.field(key, withheld_value);
  }
  return std::move(writer.end_object()).take();
}

}  // namespace

VisibleStates visible_states(access::Role role, std::string_view entity, std::string_view before,
                             std::string_view after) {
  if (!access::is_of_registers(entity) || (before.empty() && after.empty()))
    return {.before = std::string(before), .after = std::string(after)};
  const auto was = json::parse(before), is = json::parse(after);
  const json::Value old_state = was ? was->root() : json::Value(), new_state = is ? is->root() : json::Value();
  if (access::scope_of(role, access::Action::registers_read) == access::Scope::none)
    return {.before = changed_fields(old_state, new_state),
            .after = changed_fields(new_state, old_state),
            .is_whole = false};
  Filter filter(role, entity);
  VisibleStates states{.before = filter.visible(old_state), .after = filter.visible(new_state)};
  states.is_whole = filter.is_whole();
  return states;
}

}  // namespace mingchou::server::audit
