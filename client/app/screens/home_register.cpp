#include "client/app/screens/home_register.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "client/app/screens/register_status.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

constexpr float padding_px = space_px::three;
/// Wide figures, so that one reads them from arm's length.
constexpr float figure_px = 36;

/// All that the card says and offers.
struct Content {
  /// The number of targets; empty while there is no register.
  std::string figure;
  std::string words;
  std::optional<Progress> progress;
  std::string progress_detail;
  std::string_view primary, secondary;
  RegisterRequest secondary_request = RegisterRequest::download;
  enum class Primary { download, open, sign_in } primary_does = Primary::download;
};

Icon icon_of(Content::Primary primary) {
  switch (primary) {
    case Content::Primary::download:
      return Icon::download;
    case Content::Primary::open:
      return Icon::register_list;
    case Content::Primary::sign_in:
      return Icon::log_in;
  }
  return Icon::download;
}

float part_of(std::int64_t done, std::int64_t total) { return static_cast<float>(per_cent(done, total)) / 100; }

void describe_work(Content& content, const Ui& ui, const RegisterModel& model) {
  if (is_running(model.download)) {
    content.progress_detail = download_words(ui, model.download);
    content.progress = Progress{.id = "home.register.progress",
                                .title = ui.say(Text::downloading_register),
                                .detail = content.progress_detail,
                                .part = part_of(model.download.bytes_done, model.download.bytes_total),
                                .cancel = ui.say(Text::cancel)};
  } else if (model.preparing) {
    content.progress = Progress{.id = "home.register.progress",
                                .title = ui.say(Text::preparing_register),
                                .part = part_of(model.preparing->done, model.preparing->total)};
  }
}

/// Fills `content`, whose views lead into itself: it stays where it is.
void describe(Content& content, const Ui& ui, const Model& all) {
  const RegisterModel& model = all.targets;
  if (model.generation) {
    content.figure = grouped(model.generation->target_count);
    content.words = text(Text::home_register_as_of, ui.language,
                         {{"moment", moment_text(model.generation->made_at, all.today, ui.language)}});
    content.primary = ui.say(Text::home_open_register);
    content.primary_does = Content::Primary::open;
    if (!is_running(model.download) && all.online) content.secondary = ui.say(Text::register_update);
  } else if (all.session.phase == SessionPhase::signed_out) {
    content.words = ui.say(Text::register_needs_session);
    content.primary = ui.say(Text::sign_in_title);
    content.primary_does = Content::Primary::sign_in;
  } else {
    content.words = ui.say(Text::no_register_advice);
    if (!is_running(model.download) && !model.preparing) {
      const bool begun = model.download.phase == DownloadStatus::Phase::cancelled;
      content.primary = ui.say(begun ? Text::go_on_downloading : Text::download_register);
    }
  }
  const bool lacks_session = content.primary_does == Content::Primary::sign_in;
  if (model.download.phase == DownloadStatus::Phase::failed && model.download.error && !lacks_session)
    content.words = render(*model.download.error, ui.language);
  if (model.error) content.words = render(*model.error, ui.language);
  describe_work(content, ui, model);
}

float buttons_height(const Ui& ui, float width, const Content& content) {
  if (content.primary.empty()) return 0;
  const float both = button_width(ui, content.primary, {.icon = icon_of(content.primary_does)}) +
                     space_px::one_and_half +
                     button_width(ui, content.secondary, {.kind = ButtonKind::secondary, .icon = Icon::refresh});
  const bool stacked = !content.secondary.empty() && both > width;
  return space_px::three + control_px + (stacked ? space_px::one_and_half + control_px : 0);
}

void draw_buttons(Ui& ui, const Rect& at, const Content& content, Actions& actions) {
  if (content.primary.empty()) return;
  const ButtonOptions first{.icon = icon_of(content.primary_does)};
  const ButtonOptions second{.kind = ButtonKind::secondary, .icon = Icon::refresh};
  const Rect first_at{at.x, at.y + space_px::three, std::min(at.width, button_width(ui, content.primary, first)),
                      control_px};
  if (button(ui, "home.register.open", content.primary, first_at, first)) {
    if (content.primary_does == Content::Primary::download)
      actions.targets = RegisterRequest::download;
    else
      actions.go = Route{content.primary_does == Content::Primary::open ? Screen::targets : Screen::sign_in, {}};
  }
  if (content.secondary.empty()) return;
  const float width = std::min(at.width, button_width(ui, content.secondary, second));
  const bool stacked = at.height > space_px::three + control_px;
  const Rect second_at = stacked ? Rect{at.x, first_at.bottom() + space_px::one_and_half, width, control_px}
                                 : Rect{first_at.right() + space_px::one_and_half, first_at.y, width, control_px};
  if (button(ui, "home.register.update", content.secondary, second_at, second))
    actions.targets = content.secondary_request;
}

}  // namespace

float register_card_height(const Ui& ui, float width, const Model& model) {
  Content content;
  describe(content, ui, model);
  const float inside = width - 2 * padding_px;
  float height = 2 * padding_px;
  if (!content.figure.empty()) height += line_height(figure_px);
  height += paragraph_height(ui, inside, content.words, type_px::body);
  if (content.progress) height += space_px::two + progress_height(ui, inside, *content.progress);
  return height + buttons_height(ui, inside, content);
}

void draw_register_card(Ui& ui, const Rect& rect, const Model& model, Actions& actions) {
  Content content;
  describe(content, ui, model);
  card(ui, rect);
  Column column({rect.x + padding_px, rect.y + padding_px, rect.width - 2 * padding_px, 0});
  if (!content.figure.empty()) {
    const Rect at = column.next(line_height(figure_px));
    const float width = std::ceil(text_width(ui, content.figure, figure_px));
    draw_text(ui, {at.x, at.y, at.width, at.height}, content.figure, figure_px, ui.theme->link);
    const Rect unit{at.x + width + space_px::one, at.y + 6, at.width - width - space_px::one, at.height};
    draw_text(ui, unit, ui.say(Text::home_targets_unit), type_px::body, ui.theme->text_secondary, Align::start,
              Fit::may_elide);
    ui.semantics.add({.role = Role::text,
                      .id = "home.register.count",
                      .name = content.figure + " " + std::string(ui.say(Text::home_targets_unit)),
                      .rect = at});
  }
  const float words = paragraph_height(ui, column.width(), content.words, type_px::body);
  paragraph(ui, "home.register.words", column.next(words), content.words, type_px::body, ui.theme->text_secondary);
  if (content.progress) {
    column.space(space_px::two);
    if (progress(ui, column.next(progress_height(ui, column.width(), *content.progress)), *content.progress))
      actions.targets = RegisterRequest::cancel_download;
  }
  const float buttons = buttons_height(ui, column.width(), content);
  draw_buttons(ui, column.next(buttons), content, actions);
}

}  // namespace mingchou::client
