#include "client/app/screens/plan_version_parts.h"

#include <string>
#include <utility>
#include <vector>

#include "client/app/plans/plan_route.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/plan_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::plan_version_screen {
namespace {

// --- what was done

struct Done {
  Text what;
  std::string detail;
  Icon icon;
  /// Not yet: it is what comes.
  bool is_open = false;
  bool is_setback = false;
};

std::vector<Done> history_of(const Ui& ui, const Model& model, const PlanVersion& version) {
  const auto moment = [&](Instant at) { return moment_text(at, model.today, ui.language); };
  const auto mark_words = [&](const PlanMark& mark) {
    return text(Text::plan_history_at, ui.language, {{"moment", moment(mark.at)}, {"by", mark.by}});
  };
  const auto with_document = [&](const CivilDate& day, const std::string& number, const PlanMark& mark) {
    return text(Text::plan_history_document, ui.language, {{"date", date_text(day, ui.language)}, {"number", number}}) +
           " · " + text(Text::plan_history_recorded, ui.language, {{"by", mark.by}, {"moment", moment(mark.at)}});
  };
  std::vector<Done> all;
  const bool is_adjustment = !version.reason.empty();
  all.push_back({is_adjustment ? Text::plan_history_adjusted : Text::plan_history_made,
                 mark_words(version.created) + (is_adjustment ? " · " + version.reason : std::string()), Icon::edit});
  if (!version.return_reason.empty())
    all.push_back(
        {.what = Text::plan_history_returned, .detail = version.return_reason, .icon = Icon::undo, .is_setback = true});
  const bool is_over = version.state == plans::State::discarded;
  const auto add = [&](Text what, const std::optional<PlanMark>& mark, std::string detail, Icon icon) {
    if (mark)
      all.push_back({what, std::move(detail), icon});
    else if (!is_over)
      all.push_back(
          {.what = what, .detail = std::string(ui.say(Text::plan_history_waiting)), .icon = icon, .is_open = true});
  };
  const auto plain = [&](const std::optional<PlanMark>& mark) { return mark ? mark_words(*mark) : std::string(); };
  add(Text::plan_history_submitted, version.submitted, plain(version.submitted), Icon::users);
  add(Text::plan_history_approved, version.approved,
      version.approved && version.approved_on
          ? with_document(*version.approved_on, version.minutes_number, *version.approved)
          : plain(version.approved),
      Icon::stamp);
  add(Text::plan_history_filed, version.filed,
      version.filed && version.filed_on ? with_document(*version.filed_on, version.filing_number, *version.filed)
                                        : plain(version.filed),
      Icon::archive);
  add(Text::plan_history_published, version.published, plain(version.published), Icon::publish);
  if (version.ended)
    all.push_back({Text::plan_history_ended, plain(version.ended) + " · " + version.end_reason, Icon::forbidden});
  return all;
}

RowOptions options_of(const Ui& ui, const Done& done, bool is_last) {
  return {.title = ui.say(done.what),
          .detail = done.detail,
          .icon = done.icon,
          .icon_tone = done.is_open      ? Tone::neutral
                       : done.is_setback ? Tone::warning
                                         : Tone::success,
          .separator = !is_last,
          .detail_fit = Fit::whole};
}

// --- versions

struct OtherVersion {
  const PlanVersion* version = nullptr;
  std::string title, detail;
};

RowOptions options_of(const Ui& ui, const OtherVersion& other, bool is_current, bool is_last) {
  const PlanStateLook look = look_of(other.version->state);
  return {.title = other.title,
          .detail = other.detail,
          .icon = look.icon,
          .icon_tone = look.tone,
          .trailing = ui.say(look.words),
          .chevron = !is_current,
          .selected = is_current,
          .separator = !is_last,
          .detail_fit = Fit::whole,
          .role = is_current ? Role::text : Role::link};
}

}  // namespace

void draw_history(Ui& ui, Column& column, const Model& model, const PlanVersion& version) {
  section_heading(ui, "plan.history", ui.say(Text::plan_history), column.next(section_heading_px));
  const auto all = history_of(ui, model, version);
  float height = 0;
  for (const Done& done : all) height += row_height(ui, column.width(), options_of(ui, done, false));
  card(ui, {column.x(), column.y(), column.width(), height});
  for (std::size_t i = 0; i < all.size(); ++i) {
    const RowOptions options = options_of(ui, all[i], i + 1 == all.size());
    static_row(ui, "plan.history." + std::to_string(i), column.next(row_height(ui, column.width(), options)), options);
  }
  column.space(space_px::two);
  if (version.content_hash.empty()) return;
  const std::vector<KeyValue> values{{.key = ui.say(Text::version_hash), .value = version.content_hash}};
  const float width = column.width() - 2 * space_px::two;
  const Rect at = column.next(key_values_height(ui, width, values) + 2 * space_px::two);
  card(ui, at);
  key_values(ui, "plan.hash", at.inset(space_px::two), values);
  column.space(space_px::two);
}

void draw_versions(Ui& ui, Column& column, const Model& model, const PlanVersion& version, Actions& actions) {
  const auto& versions = model.plans.open.versions.value;
  if (!versions || versions->size() < 2) return;
  section_heading(ui, "plan.versions", ui.say(Text::plan_versions), column.next(section_heading_px));
  std::vector<OtherVersion> all;
  float height = 0;
  for (const PlanVersion& one : *versions) {
    OtherVersion other{&one, plan_version_words(ui, one),
                       text(Text::plan_row_count, ui.language, {{"count", grouped(one.row_count)}})};
    if (!one.reason.empty()) other.detail += " · " + one.reason;
    all.push_back(std::move(other));
    height += row_height(ui, column.width(), options_of(ui, all.back(), one.id == version.id, false));
  }
  card(ui, {column.x(), column.y(), column.width(), height});
  for (const OtherVersion& other : all) {
    const bool is_current = other.version->id == version.id;
    const RowOptions options = options_of(ui, other, is_current, &other == &all.back());
    const Rect at = column.next(row_height(ui, column.width(), options));
    const std::string id = "plan.version." + other.version->id.uuid.text();
    if (is_current)
      static_row(ui, id, at, options);
    else if (list_row(ui, id, at, options))
      actions.go = route_of({.screen = Screen::plan_version, .plan = version.plan_id, .version = other.version->id});
  }
}

}  // namespace mingchou::client::plan_version_screen
