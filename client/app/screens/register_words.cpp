#include "client/app/screens/register_words.h"

#include "shared/codes/tables.h"

namespace mingchou::client {
namespace {

Text kind_text(TargetKind kind) {
  switch (kind) {
    case TargetKind::enterprise:
      return Text::kind_enterprise;
    case TargetKind::self_employed:
      return Text::kind_self_employed;
    case TargetKind::cooperative:
      return Text::kind_cooperative;
    case TargetKind::institution:
      return Text::kind_institution;
    case TargetKind::product:
      return Text::kind_product;
    case TargetKind::project:
      return Text::kind_project;
    case TargetKind::behaviour:
      return Text::kind_behaviour;
  }
  return Text::value_unknown;
}

Text status_text(TargetStatus status) {
  switch (status) {
    case TargetStatus::active:
      return Text::status_active;
    case TargetStatus::suspended:
      return Text::status_suspended;
    case TargetStatus::deregistered:
      return Text::status_deregistered;
    case TargetStatus::licence_revoked:
      return Text::status_licence_revoked;
    case TargetStatus::withdrawn:
      return Text::status_withdrawn;
    case TargetStatus::moved_out:
      return Text::status_moved_out;
  }
  return Text::value_unknown;
}

}  // namespace

std::string_view kind_words(const Ui& ui, std::string_view kind) {
  const auto known = kind_of(kind);
  return known ? ui.say(kind_text(*known)) : kind;
}

Icon kind_icon(std::string_view kind) {
  const auto known = kind_of(kind);
  if (!known) return Icon::help;
  switch (*known) {
    case TargetKind::enterprise:
      return Icon::enterprise;
    case TargetKind::self_employed:
      return Icon::self_employed;
    case TargetKind::cooperative:
      return Icon::cooperative;
    case TargetKind::institution:
      return Icon::institution;
    case TargetKind::product:
      return Icon::product;
    case TargetKind::project:
      return Icon::project;
    case TargetKind::behaviour:
      return Icon::activity;
  }
  return Icon::help;
}

std::string_view status_words(const Ui& ui, std::string_view status) {
  const auto known = status_of(status);
  return known ? ui.say(status_text(*known)) : status;
}

Tone status_tone(std::string_view status) {
  const auto known = status_of(status);
  if (known == TargetStatus::active) return Tone::success;
  return known == TargetStatus::suspended || known == TargetStatus::moved_out ? Tone::warning : Tone::danger;
}

std::string_view township_words(std::string_view code) {
  const auto region = find_region(code);
  return region ? region->name : code;
}

std::string_view facet_words(const Ui& ui, Facet facet) {
  switch (facet) {
    case Facet::kind:
      return ui.say(Text::facet_kind);
    case Facet::status:
      return ui.say(Text::facet_status);
    case Facet::township:
      return ui.say(Text::facet_township);
    case Facet::section:
      return ui.say(Text::facet_section);
    case Facet::department:
      return ui.say(Text::facet_department);
    case Facet::tag:
      return ui.say(Text::facet_tag);
  }
  return {};
}

std::string_view value_words(const Ui& ui, const RegisterIndex& index, Facet facet, FacetValue value) {
  if (value >= index.value_count(facet) || index.is_other(facet, value)) return ui.say(Text::value_unknown);
  switch (facet) {
    case Facet::kind:
      return ui.say(kind_text(static_cast<TargetKind>(value)));
    case Facet::status:
      return ui.say(status_text(static_cast<TargetStatus>(value)));
    case Facet::township:
      return townships()[value].name;
    case Facet::section:
      return industry_sections()[value].name;
    case Facet::department:
      return index.departments()[value].short_name;
    case Facet::tag:
      return index.tags()[value].name;
  }
  return {};
}

StateWords state_words(sync::State state) {
  switch (state) {
    case sync::State::saved:
      return {Text::state_saved, Icon::tablet, Tone::neutral};
    case sync::State::sent:
      return {Text::state_sent, Icon::cloud_upload, Tone::neutral};
    case sync::State::accepted:
      return {Text::state_accepted, Icon::cloud, Tone::info};
    case sync::State::safe:
      return {Text::state_safe, Icon::shield_check, Tone::success};
    case sync::State::rejected:
      return {Text::state_rejected, Icon::failure, Tone::danger};
    case sync::State::conflict:
      return {Text::state_conflict, Icon::warning, Tone::danger};
    case sync::State::quarantined:
      return {Text::state_quarantined, Icon::overdue, Tone::warning};
  }
  return {Text::state_saved, Icon::tablet, Tone::neutral};
}

}  // namespace mingchou::client
