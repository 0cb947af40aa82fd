#include "client/app/screens/person_facts.h"

#include <string>
#include <vector>

#include "client/app/screens/people_words.h"
#include "client/app/screens/person_form.h"
#include "client/app/screens/person_sections.h"
#include "client/app/screens/receipt_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

void draw_banner(Ui& ui, Column& column, const Banner& what) {
  banner(ui, column.next(banner_height(ui, column.width(), what)), what);
  column.space(space_px::one_and_half);
}

bool draw_ended(Ui& ui, Column& column, const std::optional<CivilDate>& ended_on) {
  if (!ended_on) return false;
  const std::string words = text(Text::ended_banner, ui.language, {{"date", date_text(*ended_on, ui.language)}});
  draw_banner(ui, column, {.id = "person.ended", .tone = Tone::neutral, .icon = Icon::archive, .text = words});
  return true;
}

using Values = std::vector<std::pair<std::string, std::string>>;

void draw_values(Ui& ui, Column& column, const Values& all, const Receipt& receipt) {
  begin_person_section(ui, column, "person.facts.title", Text::section_facts, {});
  std::vector<KeyValue> values;
  for (const auto& [key, value] : all) {
    if (value.empty()) continue;
    values.push_back({.key = key, .value = value});
    if (key != ui.say(Text::field_receipt)) continue;
    const ReceiptSign sign = sign_of(receipt.result);
    values.back().icon = sign.icon;
    values.back().tone = sign.tone;
  }
  const float width = column.width() - 2 * space_px::two;
  const Rect at = column.next(key_values_height(ui, width, values) + 2 * space_px::two);
  card(ui, at);
  key_values(ui, "person.facts", at.inset(space_px::two), values);
  column.space(space_px::two);
}

}  // namespace

void draw_person_banners(Ui& ui, Column& column, const Person<Inspector>& person) {
  if (draw_ended(ui, column, person.ended_on) || !person.bar) return;
  const bool is_of_duty = *person.bar == DrawBar::not_active;
  const std::string reason(is_of_duty ? status_words(ui, person.entity.status) : bar_words(ui, *person.bar));
  const std::string words = text(Text::left_out_banner, ui.language, {{"reason", reason}});
  const bool is_of_certificate = *person.bar >= DrawBar::no_certificate;
  draw_banner(ui, column,
              {.id = "person.bar", .tone = is_of_certificate ? Tone::danger : Tone::warning, .text = words});
}

void draw_person_banners(Ui& ui, Column& column, const Person<Expert>& person) {
  draw_ended(ui, column, person.ended_on);
}

void draw_person_facts(Ui& ui, Column& column, const Model& model, const Person<Inspector>& person) {
  Values values = person_values(ui, model, person.entity);
  if (!person.ended_on)
    values.emplace_back(ui.say(Text::field_draws), ui.say(person.bar ? Text::state_barred : Text::state_drawable));
  values.emplace_back(ui.say(Text::field_source), person.entity.source);
  draw_values(ui, column, values, person.entity.receipt);
}

void draw_person_facts(Ui& ui, Column& column, const Model& model, const Person<Expert>& person) {
  Values values = person_values(ui, model, person.entity);
  values.emplace_back(ui.say(Text::field_source), person.entity.source);
  draw_values(ui, column, values, person.entity.receipt);
}

}  // namespace mingchou::client
