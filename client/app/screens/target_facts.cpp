#include "client/app/screens/target_facts.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "client/app/screens/register_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"
#include "shared/codes/tables.h"

namespace mingchou::client {
namespace {

/// Names and values that own their texts.
class Facts {
 public:
  explicit Facts(const Ui& ui) : ui_(ui) {}
  void add(Text name, std::string value) {
    if (!value.empty()) facts_.emplace_back(name, std::move(value));
  }
  void add(Text name, const std::optional<std::string>& value) { add(name, value.value_or(std::string())); }
  bool empty() const { return facts_.empty(); }
  std::vector<KeyValue> values() const {
    std::vector<KeyValue> values;
    values.reserve(facts_.size());
    for (const auto& [name, value] : facts_) values.push_back({.key = ui_.say(name), .value = value});
    return values;
  }

 private:
  const Ui& ui_;
  std::vector<std::pair<Text, std::string>> facts_;
};

void draw_group(Ui& ui, Column& column, const std::string& id, Text title, const Facts& facts) {
  if (facts.empty()) return;
  section_heading(ui, id + ".title", ui.say(title), column.next(section_heading_px));
  const std::vector<KeyValue> values = facts.values();
  const float width = column.width() - 2 * space_px::two;
  const float height = key_values_height(ui, width, values);
  const Rect ground = column.next(height + 2 * space_px::one);
  card(ui, ground);
  key_values(ui, id, {ground.x + space_px::two, ground.y + space_px::one, width, height}, values);
  column.space(space_px::two);
}

std::string industry_of(const std::string& code) {
  std::string words;
  for (const IndustryDivision& division : industry_divisions())
    if (code.starts_with(division.code)) words = division.name;
  if (words.empty())
    if (const auto section = industry_section_of(code)) words = section->name;
  return words.empty() ? code : words + "（" + code + "）";
}

std::string day_of(const Ui& ui, const std::optional<CivilDate>& date) {
  return date ? date_text(*date, ui.language) : std::string();
}

std::string tags_of(const Ui& ui, const TargetDetails& details) {
  std::string words;
  for (const RegisterTag& tag : details.tags) {
    if (!words.empty()) words += ui.say(Text::list_comma);
    words += tag.name;
  }
  return words;
}

Text licence_words(LicenceState state) {
  switch (state) {
    case LicenceState::endless:
      return Text::licence_endless;
    case LicenceState::valid:
      return Text::licence_until;
    case LicenceState::expires_soon:
      return Text::licence_expires_soon;
    case LicenceState::expired:
      return Text::licence_expired;
  }
  return Text::licence_endless;
}

Tone licence_tone(LicenceState state) {
  if (state == LicenceState::expired) return Tone::danger;
  return state == LicenceState::expires_soon ? Tone::warning : Tone::info;
}

/// A licence as a row of a list, with the texts that the row looks into.
class LicenceRow {
 public:
  LicenceRow(const Ui& ui, const Licence& licence, CivilDate today, bool is_last)
      : licence_(licence), state_(state_of(licence, today)), is_last_(is_last) {
    if (state_ != LicenceState::valid) word_ = ui.say(licence_words(state_));
    detail_ = licence.number;
    if (licence.expires_on)
      detail_ += "\n" + text(Text::licence_until, ui.language, {{"date", date_text(*licence.expires_on, ui.language)}});
    const std::string_view comma = ui.language == Language::chinese ? "，" : ", ";
    name_ = licence.name + std::string(comma) + detail_;
    if (!word_.empty()) name_ += std::string(comma) + std::string(word_);
  }
  /// Looks into this.
  RowOptions options() const {
    return {.title = licence_.name,
            .detail = detail_,
            .icon = state_ == LicenceState::expired ? Icon::failure : Icon::licence,
            .icon_tone = licence_tone(state_),
            .trailing = word_,
            .separator = !is_last_,
            .title_lines_max = title_lines_max,
            .detail_fit = Fit::whole,
            .name = name_};
  }

 private:
  static constexpr int title_lines_max = 6;
  const Licence& licence_;
  LicenceState state_;
  bool is_last_;
  std::string_view word_;
  std::string detail_, name_;
};

void draw_licences(Ui& ui, Column& column, const std::vector<Licence>& licences, CivilDate today) {
  if (licences.empty()) return;
  section_heading(ui, "target.licences.title", ui.say(Text::section_licences), column.next(section_heading_px));
  std::vector<LicenceRow> rows;
  float height = 0;
  for (std::size_t i = 0; i < licences.size(); ++i) {
    rows.emplace_back(ui, licences[i], today, i + 1 == licences.size());
    height += row_height(ui, column.width(), rows.back().options());
  }
  card(ui, {column.x(), column.y(), column.width(), height});
  for (std::size_t i = 0; i < licences.size(); ++i) {
    const RowOptions row = rows[i].options();
    static_row(ui, "target.licence." + licences[i].id.uuid.text(), column.next(row_height(ui, column.width(), row)),
               row);
  }
  column.space(space_px::two);
}

void draw_holder(Ui& ui, Column& column, const TargetDetails& details, Actions& actions) {
  const auto& holder = details.target.holder_id;
  if (!holder) return;
  const bool known = details.holder_name.has_value();
  const RowOptions row{.title = known ? std::string_view(*details.holder_name) : ui.say(Text::holder_unknown),
                       .detail = ui.say(Text::holder),
                       .icon = Icon::link,
                       .chevron = known,
                       .separator = false,
                       .role = Role::link};
  const Rect at = column.next(row_height(ui, column.width(), row));
  card(ui, at);
  if (known) {
    if (list_row(ui, "target.holder", at, row)) actions.go = Route{Screen::target, holder->uuid.text()};
  } else {
    static_row(ui, "target.holder", at, row);
  }
  column.space(space_px::two);
}

void draw_pills(Ui& ui, Column& column, const RegisterTarget& target) {
  Flow flow({column.x(), column.y(), column.width(), 0}, pill_px);
  const auto kind = kind_words(ui, target.kind), status = status_words(ui, target.status);
  const Tone tone = status_tone(target.status);
  const Rect kind_at = flow.next(pill_width(ui, kind, kind_icon(target.kind)));
  pill(ui, kind, Tone::neutral, kind_icon(target.kind), {kind_at.x, kind_at.y});
  std::string name(kind);
  // That a product or a project is in the register says all there is to say.
  const auto known = kind_of(target.kind);
  if (!known || is_market_entity(*known) || status_of(target.status) != TargetStatus::active) {
    const Rect status_at = flow.next(pill_width(ui, status, icon_of(tone)));
    pill(ui, status, tone, icon_of(tone), {status_at.x, status_at.y});
    name += (ui.language == Language::chinese ? "，" : ", ") + std::string(status);
  }
  ui.semantics.add({.role = Role::text, .id = "target.kind", .name = name, .rect = column.next(flow.used())});
}

void draw_code(Ui& ui, Column& column, const RegisterTarget& target, Actions& actions) {
  const auto& code = target.credit_code ? target.credit_code : target.registration_number;
  if (!code) return;
  const Rect row = column.next(control_px);
  const auto name = ui.say(target.credit_code ? Text::code_credit : Text::code_registration);
  const float code_px = std::min(row.width - control_px, std::ceil(text_width(ui, *code, type_px::body)));
  draw_text(ui, {row.x, row.y, code_px, row.height}, *code, type_px::body, ui.theme->text, Align::start,
            Fit::may_elide);
  ui.semantics.add({.role = Role::text,
                    .id = "target.code",
                    .name = std::string(name) + " " + *code,
                    .rect = {row.x, row.y, code_px, row.height}});
  if (icon_button(ui, "target.copy", Icon::copy, ui.say(Text::copy_code),
                  {row.x + code_px + control_px / 2 + space_px::half, row.y + row.height / 2}))
    actions.copy = *code;
}

void draw_warning(Ui& ui, Column& column, const std::vector<Licence>& licences, CivilDate today) {
  const auto expired = std::ranges::count_if(
      licences, [&](const Licence& licence) { return state_of(licence, today) == LicenceState::expired; });
  if (expired == 0) return;
  const std::string words = text(Text::licence_warning, ui.language, {{"count", grouped(expired)}});
  const Banner what{.id = "target.warning", .tone = Tone::warning, .icon = Icon::warning, .text = words};
  banner(ui, column.next(banner_height(ui, column.width(), what)), what);
  column.space(space_px::one_and_half);
}

}  // namespace

LicenceState state_of(const Licence& licence, CivilDate today) {
  if (!licence.expires_on) return LicenceState::endless;
  const int days_left = *licence.expires_on - today;
  if (days_left < 0) return LicenceState::expired;
  return days_left < licence_warning_days ? LicenceState::expires_soon : LicenceState::valid;
}

void draw_target_head(Ui& ui, Column& column, const TargetDetails& details, CivilDate today, Actions& actions) {
  const RegisterTarget& target = details.target;
  const float title = paragraph_height(ui, column.width(), target.name, type_px::heading);
  const Rect name = column.next(title);
  draw_paragraph(ui, name, target.name, type_px::heading, ui.theme->text);
  ui.semantics.add({.role = Role::heading, .id = "target.title", .name = target.name, .rect = name, .level = 2});
  column.space(space_px::one);
  draw_pills(ui, column, target);
  draw_code(ui, column, target, actions);
  column.space(space_px::one);
  draw_warning(ui, column, target.licences, today);
}

void draw_target_facts(Ui& ui, Column& column, const TargetDetails& details, CivilDate today, Actions& actions) {
  const RegisterTarget& target = details.target;
  draw_holder(ui, column, details, actions);
  Facts place(ui);
  place.add(Text::field_township, std::string(township_words(target.township_code)));
  place.add(Text::field_address, target.address);
  place.add(Text::field_contact, target.contact_name);
  place.add(Text::field_phone, target.contact_phone);
  draw_group(ui, column, "target.place", Text::section_place, place);
  Facts supervision(ui);
  if (details.department) supervision.add(Text::field_department, details.department->name);
  supervision.add(Text::field_station, target.station);
  supervision.add(Text::field_area, target.area);
  supervision.add(Text::field_tags, tags_of(ui, details));
  supervision.add(Text::field_last_checked, target.last_checked_on ? day_of(ui, target.last_checked_on)
                                                                   : std::string(ui.say(Text::never_checked)));
  draw_group(ui, column, "target.supervision", Text::section_supervision, supervision);
  draw_licences(ui, column, target.licences, today);
  Facts registration(ui);
  registration.add(Text::code_credit, target.credit_code);
  registration.add(Text::code_registration, target.registration_number);
  registration.add(Text::field_form, target.form);
  registration.add(Text::field_legal_person, target.legal_person);
  registration.add(Text::field_established, day_of(ui, target.established_on));
  registration.add(Text::field_authority, target.registration_authority);
  if (target.industry_code) registration.add(Text::field_industry, industry_of(*target.industry_code));
  draw_group(ui, column, "target.registration", Text::section_registration, registration);
}

}  // namespace mingchou::client
