#include "client/app/screens/storage.h"

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "client/app/screens/frame.h"
#include "client/app/screens/storage_gate.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

StorageVerdict verdict_when_ready(const StorageHealth& health) {
  const bool no_space = health.self_test && health.self_test->outcome == SelfTestResult::Outcome::no_space;
  if (no_space)
    return {Tone::danger,
            Icon::failure,
            Text::storage_full_title,
            Text::storage_full_advice,
            Text::storage_check_again,
            StorageRequest::check_again};
  if (health.quarantined_slots > 0)
    return {Tone::warning, Icon::warning, Text::storage_damaged_title, Text::storage_damaged_advice};
  if (health.low_space())
    return {Tone::warning,
            Icon::warning,
            Text::storage_low_title,
            Text::storage_low_advice,
            Text::storage_check_again,
            StorageRequest::check_again};
  // Browsers are asked once there is something to keep; before that their answer worries nobody.
  if (health.space && !health.space->persistent && health.asked_to_persist)
    return {Tone::warning,
            Icon::attention,
            Text::storage_fleeting_title,
            Text::storage_fleeting_advice,
            Text::storage_ask_to_persist,
            StorageRequest::ask_to_persist};
  return {Tone::success, Icon::shield_check, Text::storage_good_title, Text::storage_good_advice};
}

}  // namespace

StorageVerdict storage_verdict(const StorageModel& storage) {
  switch (storage.phase) {
    case StoragePhase::ready:
      return verdict_when_ready(storage.health);
    case StoragePhase::owned_elsewhere:
    case StoragePhase::released:
      return {Tone::info,
              Icon::hard_drive,
              Text::storage_elsewhere_title,
              Text::storage_elsewhere_advice,
              Text::storage_use_here,
              StorageRequest::take_over};
    case StoragePhase::quarantined:
      return {Tone::warning, Icon::warning, Text::storage_quarantined_title, Text::storage_damaged_advice};
    case StoragePhase::failed:
      return {Tone::danger, Icon::failure,        Text::storage_failed_title, Text::storage_failed_advice,
              Text::retry,  StorageRequest::retry};
    case StoragePhase::closed:
    case StoragePhase::opening:
    case StoragePhase::checking:
    case StoragePhase::suspended:
      break;
  }
  return {};
}

namespace storage_screen {
namespace {

constexpr float mark_radius_px = 28;

/// The verdict in large: a mark, what is the case, what it means, and the one thing to do.
void draw_verdict(Ui& ui, Column& column, const StorageVerdict& verdict, Actions& actions) {
  const float inset = space_px::three;
  const float words_x = inset + 2 * mark_radius_px + space_px::two;
  const float width = column.width() - words_x - inset;
  const auto title = ui.say(verdict.title), advice = ui.say(verdict.advice);
  const float title_px = paragraph_height(ui, width, title, type_px::subtitle);
  const float advice_px = paragraph_height(ui, width, advice, type_px::body);
  const float action_px = verdict.action ? space_px::two + control_px : 0;
  const Rect at =
      column.next(std::max(2 * mark_radius_px, title_px + space_px::half + advice_px + action_px) + 2 * inset);
  card(ui, at);
  const Pair tint = tint_of(*ui.theme, verdict.tone);
  const Point centre{at.x + inset + mark_radius_px, at.y + inset + mark_radius_px};
  disc(centre, mark_radius_px, tint.ground);
  draw_icon(ui, verdict.icon, centre, 30, tint.ink);
  const Rect title_at{at.x + words_x, at.y + inset, width, title_px};
  draw_paragraph(ui, title_at, title, type_px::subtitle, ui.theme->text);
  ui.semantics.add(
      {.role = Role::heading, .id = "storage.verdict", .name = std::string(title), .rect = title_at, .level = 2});
  const float advice_y = title_at.bottom() + space_px::half;
  paragraph(ui, "storage.verdict.advice", {title_at.x, advice_y, width, advice_px}, advice, type_px::body,
            ui.theme->text_secondary);
  if (!verdict.action) return;
  const auto label = ui.say(*verdict.action);
  const ButtonOptions options{.kind = ButtonKind::secondary};
  const Rect button_at{title_at.x, advice_y + advice_px + space_px::two,
                       std::min(width, button_width(ui, label, options)), control_px};
  if (button(ui, "storage.verdict.action", label, button_at, options)) actions.storage = verdict.request;
}

void draw_facts(Ui& ui, Column& column, const std::string& id, Text title, const std::vector<KeyValue>& facts) {
  section_heading(ui, id, ui.say(title), column.next(section_heading_px));
  const float width = column.width() - 2 * space_px::two;
  const float height = key_values_height(ui, width, facts);
  const Rect at = column.next(height + 2 * space_px::two);
  card(ui, at);
  key_values(ui, id + ".facts", at.inset(space_px::two), facts);
}

/// How full the browser's allowance is, drawn and in numbers.
void draw_space(Ui& ui, Column& column, const StorageSpace& space) {
  section_heading(ui, "storage.space", ui.say(Text::storage_space), column.next(section_heading_px));
  const auto used = static_cast<std::int64_t>(space.used_bytes), quota = static_cast<std::int64_t>(space.quota_bytes);
  const std::string numbers = text(Text::storage_space_words, ui.language,
                                   {{"used", bytes_text(used)}, {"free", bytes_text(quota - std::min(used, quota))}});
  const std::array<KeyValue, 1> facts{{{
      .key = ui.say(Text::storage_persistence),
      .value = ui.say(space.persistent ? Text::storage_persistent : Text::storage_not_persistent),
      .icon = space.persistent ? Icon::success : Icon::attention,
      .tone = space.persistent ? Tone::success : Tone::warning,
  }}};
  const float width = column.width() - 2 * space_px::two;
  const float numbers_px = paragraph_height(ui, width, numbers, type_px::body);
  const float facts_px = key_values_height(ui, width, facts);
  const Rect at = column.next(numbers_px + 8 + space_px::one + space_px::two + facts_px + 2 * space_px::two);
  card(ui, at);
  Column inside(at.inset(space_px::two));
  paragraph(ui, "storage.space.words", inside.next(numbers_px), numbers, type_px::body, ui.theme->text);
  inside.space(space_px::one);
  const float part = quota > 0 ? static_cast<float>(static_cast<double>(used) / static_cast<double>(quota)) : 0;
  progress_bar(ui, "storage.space.bar", inside.next(8), part);
  inside.space(space_px::two);
  key_values(ui, "storage.space.facts", inside.next(facts_px), facts);
}

std::string_view outcome_words(const Ui& ui, const SelfTestResult& test) {
  switch (test.outcome) {
    case SelfTestResult::Outcome::passed:
      return ui.say(Text::self_test_passed);
    case SelfTestResult::Outcome::no_space:
      return ui.say(Text::self_test_no_space);
    case SelfTestResult::Outcome::failed:
      return ui.say(Text::self_test_failed);
  }
  return {};
}

/// Nobody is locked out of their own work: a file of it is one tap away, offline too.
void draw_export(Ui& ui, Column& column, const Model& model, Actions& actions) {
  column.space(space_px::two);
  const auto words = ui.say(Text::export_explained);
  paragraph(ui, "storage.export.words", column.next(paragraph_height(ui, column.width(), words, type_px::small)), words,
            type_px::small, ui.theme->text_secondary);
  column.space(space_px::two);
  const ButtonOptions options{
      .kind = ButtonKind::secondary, .icon = Icon::download, .enabled = model.notes.operations > 0};
  const auto label = ui.say(Text::export_work);
  const Rect row = column.next(control_px);
  if (button(ui, "storage.export", label,
             {row.x, row.y, std::min(row.width, button_width(ui, label, options)), row.height}, options))
    actions.export_work = true;
}

void draw_content(Ui& ui, Column& column, const Model& model, Actions& actions) {
  const std::string notes = grouped(model.notes.count), waiting = grouped(model.notes.not_on_server);
  const std::string waits = model.notes.not_on_server == 0
                                ? std::string(ui.say(Text::nothing_waits))
                                : text(Text::something_waits, ui.language, {{"count", waiting}});
  const std::string reg =
      model.targets.generation
          ? text(Text::register_here, ui.language,
                 {{"count", grouped(model.targets.generation->target_count)},
                  {"moment", moment_text(model.targets.generation->made_at, model.today, ui.language)}})
          : std::string(ui.say(Text::register_not_here));
  draw_facts(ui, column, "storage.content", Text::storage_content,
             {{.key = ui.say(Text::own_notes), .value = notes, .icon = Icon::note},
              {.key = ui.say(Text::upload_name),
               .value = waits,
               .icon = model.notes.not_on_server == 0 ? Icon::success : Icon::cloud_upload,
               .tone = model.notes.not_on_server == 0 ? Tone::success : Tone::neutral},
              {.key = ui.say(Text::register_name), .value = reg, .icon = Icon::register_list}});
  draw_export(ui, column, model, actions);
}

void draw_checks(Ui& ui, Column& column, const Model& model, Actions& actions) {
  const StorageHealth& health = model.storage.health;
  const bool checked = health.self_test.has_value();
  const std::string when = checked ? moment_text(health.self_test->at, model.today, ui.language) : std::string();
  const std::string test = checked ? text(Text::self_test_words, ui.language,
                                          {{"outcome", outcome_words(ui, *health.self_test)}, {"moment", when}})
                                   : std::string(ui.say(Text::self_test_none));
  const bool passed = checked && health.self_test->outcome == SelfTestResult::Outcome::passed;
  const std::string size = bytes_text(static_cast<std::int64_t>(health.database_bytes));
  const std::string slots = text(Text::slots_words, ui.language,
                                 {{"used", std::to_string(health.slots - health.free_slots - health.quarantined_slots)},
                                  {"free", std::to_string(health.free_slots)},
                                  {"damaged", std::to_string(health.quarantined_slots)}});
  draw_facts(ui, column, "storage.checks", Text::storage_checks,
             {{.key = ui.say(Text::self_test_name),
               .value = test,
               .icon = passed ? Icon::success : Icon::attention,
               .tone = passed ? Tone::success : Tone::warning},
              {.key = ui.say(Text::encryption_name), .value = ui.say(Text::encryption_words), .icon = Icon::lock},
              {.key = ui.say(Text::database_name), .value = size, .icon = Icon::database},
              {.key = ui.say(Text::slots_name),
               .value = slots,
               .icon = health.quarantined_slots > 0 ? Icon::warning : Icon::archive,
               .tone = health.quarantined_slots > 0 ? Tone::warning : Tone::neutral}});
  column.space(space_px::two);
  const ButtonOptions options{.kind = ButtonKind::secondary, .icon = Icon::refresh};
  const auto label = ui.say(Text::storage_check_again);
  const Rect row = column.next(control_px);
  if (button(ui, "storage.check", label,
             {row.x, row.y, std::min(row.width, button_width(ui, label, options)), row.height}, options))
    actions.storage = StorageRequest::check_again;
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  if (model.storage.phase != StoragePhase::ready)
    return draw_storage_gate(ui, rect, ui.say(Text::storage_title), model.storage, actions);
  const Header header{.title = ui.say(Text::storage_title), .width = PageWidth::text};
  const Rect rest = draw_header(ui, rect, header, actions).rest;
  Page page =
      begin_page(ui, state.page, {.role = Role::main, .id = "storage", .name = {}, .rect = rest}, PageWidth::text);
  draw_verdict(ui, page.column, storage_verdict(model.storage), actions);
  page.column.space(space_px::two);
  draw_content(ui, page.column, model, actions);
  page.column.space(space_px::two);
  if (model.storage.health.space) {
    draw_space(ui, page.column, *model.storage.health.space);
    page.column.space(space_px::two);
  }
  draw_checks(ui, page.column, model, actions);
  end_page(ui, state.page, page);
}

}  // namespace storage_screen
}  // namespace mingchou::client
