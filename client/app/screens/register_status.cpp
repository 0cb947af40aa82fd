#include "client/app/screens/register_status.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

using DownloadPhase = DownloadStatus::Phase;

std::string reason_of(const Ui& ui, const std::optional<Error>& error) {
  return error ? render(*error, ui.language) : std::string();
}

/// Nothing moves while nothing has come: waiting costs no frames.
float part_of(std::int64_t done, std::int64_t total) { return static_cast<float>(per_cent(done, total)) / 100; }

/// In the upper middle of the place, as notices stand.
Rect in_the_middle(const Ui& ui, const Rect& rect, float height) {
  const Rect column = content_column(ui, rect, text_width_px_max);
  const float y = rect.y + std::max(space_px::three, std::round((rect.height - height) * 0.35f));
  return {column.x, y, column.width, height};
}

/// A card in the upper middle, as notices stand, or from the top where it does not fit.
Rect next_card(Ui& ui, Column& column, const Rect& rect, float height) {
  column.space(std::max(0.0f, std::round((rect.height - height) * 0.35f) - space_px::three));
  const Rect at = column.next(height);
  card(ui, at);
  return at.inset(space_px::three);
}

void draw_downloading(Ui& ui, const Rect& rect, PageState& state, const DownloadStatus& download, Actions& actions) {
  const std::string detail = download_words(ui, download);
  const auto advice = ui.say(Text::no_register_advice), now = ui.say(Text::try_now);
  const Progress what{.id = "register.progress",
                      .title = ui.say(Text::downloading_register),
                      .detail = detail,
                      .part = part_of(download.bytes_done, download.bytes_total),
                      .cancel = ui.say(Text::cancel)};
  Page page =
      begin_page(ui, state, {.role = Role::region, .id = "register.page", .name = {}, .rect = rect}, PageWidth::text);
  const float width = page.column.width() - 2 * space_px::three;
  const bool waits = download.phase == DownloadPhase::waiting;
  const float height = progress_height(ui, width, what) + (waits ? control_px + space_px::one : 0) +
                       paragraph_height(ui, width, advice, type_px::small) + space_px::two + 2 * space_px::three;
  Column inside(next_card(ui, page.column, rect, height));
  if (progress(ui, inside.next(progress_height(ui, width, what)), what))
    actions.targets = RegisterRequest::cancel_download;
  inside.space(space_px::one);
  if (waits) {
    const ButtonOptions second{.kind = ButtonKind::secondary, .icon = Icon::refresh};
    const Rect row = inside.next(control_px);
    if (button(ui, "register.try_now", now, {row.x, row.y, std::min(width, button_width(ui, now, second)), control_px},
               second))
      actions.targets = RegisterRequest::download_now;
    inside.space(space_px::one);
  }
  inside.space(space_px::one);
  paragraph(ui, "register.advice", inside.next(paragraph_height(ui, width, advice, type_px::small)), advice,
            type_px::small, ui.theme->text_secondary);
  end_page(ui, state, page);
}

void draw_preparing(Ui& ui, const Rect& rect, const JobProgress& preparing) {
  const std::string detail = text(Text::preparing_detail, ui.language,
                                  {{"done", grouped(preparing.done)}, {"total", grouped(preparing.total)}});
  const Progress what{.id = "register.preparing",
                      .title = ui.say(Text::preparing_register),
                      .detail = preparing.total > 0 ? std::string_view(detail) : std::string_view(),
                      .part = part_of(preparing.done, preparing.total)};
  const float inside = content_column(ui, rect, text_width_px_max).width - 2 * space_px::three;
  const float bar = progress_height(ui, inside, what);
  const Rect at = in_the_middle(ui, rect, bar + 2 * space_px::three);
  card(ui, at);
  (void)progress(ui, {at.x + space_px::three, at.y + space_px::three, inside, bar}, what);
}

void draw_offer(Ui& ui, const Rect& rect, Text title, Text advice, Text action, Actions& actions) {
  const Notice what{.id = "register.none",
                    .icon = Icon::register_list,
                    .title = ui.say(title),
                    .advice = ui.say(advice),
                    .action = ui.say(action)};
  if (notice(ui, rect, what)) actions.targets = RegisterRequest::download;
}

/// There is none here, and the server gives one only to who is signed in.
void draw_sign_in_first(Ui& ui, const Rect& rect, const SessionModel& session, Actions& actions) {
  const std::string reason = session.ended ? render(*session.ended, ui.language) : std::string();
  const Notice what{.id = "register.sign_in",
                    .icon = Icon::log_in,
                    .title = ui.say(Text::no_register),
                    .advice = reason.empty() ? ui.say(Text::register_needs_session) : std::string_view(reason),
                    .action = ui.say(Text::sign_in_title)};
  if (notice(ui, rect, what)) actions.go = Route{Screen::sign_in, {}};
}

void draw_failure(Ui& ui, const Rect& rect, Text title, const std::optional<Error>& error, Actions& actions) {
  const std::string advice = reason_of(ui, error);
  const bool unreachable = error && (error->code == "client.offline" || error->code == "client.timeout");
  const Notice what{.id = "register.failed",
                    .role = Role::alert,
                    .tone = Tone::warning,
                    .icon = unreachable ? Icon::offline : Icon::warning,
                    .title = ui.say(title),
                    .advice = advice,
                    .action = ui.say(Text::retry)};
  if (notice(ui, rect, what)) actions.targets = RegisterRequest::download;
}

}  // namespace

std::string download_words(const Ui& ui, const DownloadStatus& download) {
  if (download.phase == DownloadPhase::waiting)
    return text(Text::download_retry, ui.language, {{"advice", reason_of(ui, download.error)}});
  if (download.bytes_total == 0) return std::string(ui.say(Text::download_asking));
  return text(Text::download_detail, ui.language,
              {{"done", bytes_text(download.bytes_done)},
               {"total", bytes_text(download.bytes_total)},
               {"rows", grouped(download.rows_done)}});
}

bool is_running(const DownloadStatus& download) {
  return download.phase == DownloadPhase::asking || download.phase == DownloadPhase::receiving ||
         download.phase == DownloadPhase::waiting;
}

void draw_missing_register(Ui& ui, const Rect& rect, PageState& page, const Model& all, Actions& actions) {
  const RegisterModel& model = all.targets;
  if (model.error) return draw_failure(ui, rect, Text::register_failed, model.error, actions);
  if (model.preparing) return draw_preparing(ui, rect, *model.preparing);
  if (is_running(model.download)) return draw_downloading(ui, rect, page, model.download, actions);
  if (model.generation) return draw_preparing(ui, rect, {});
  if (all.session.phase == SessionPhase::signed_out) return draw_sign_in_first(ui, rect, all.session, actions);
  if (model.download.phase == DownloadPhase::failed)
    return draw_failure(ui, rect, Text::download_failed, model.download.error, actions);
  if (model.download.phase == DownloadPhase::cancelled)
    return draw_offer(ui, rect, Text::download_cancelled, Text::download_cancelled_advice, Text::go_on_downloading,
                      actions);
  draw_offer(ui, rect, Text::no_register, Text::no_register_advice, Text::download_register, actions);
}

namespace {

struct Strip {
  std::string detail;
  std::optional<Progress> progress;
  std::optional<Banner> failure;
};

/// Views into itself: keep it where it was made.
void describe(Strip& strip, const Ui& ui, const RegisterModel& model, bool failure_seen) {
  if (!model.generation || !model.list) return;
  if (is_running(model.download)) {
    strip.detail = download_words(ui, model.download);
    strip.progress = Progress{.id = "register.update",
                              .title = ui.say(Text::updating_register),
                              .detail = strip.detail,
                              .part = part_of(model.download.bytes_done, model.download.bytes_total),
                              .cancel = ui.say(Text::cancel)};
  } else if (model.download.phase == DownloadPhase::failed && !failure_seen) {
    strip.detail = text(Text::update_failed, ui.language, {{"advice", reason_of(ui, model.download.error)}});
    strip.failure = Banner{.id = "register.update",
                           .tone = Tone::warning,
                           .text = strip.detail,
                           .action = ui.say(Text::retry),
                           .closable = true,
                           .close_name = ui.say(Text::close)};
  }
}

}  // namespace

float update_strip_height(const Ui& ui, float width, const RegisterModel& model, bool failure_seen) {
  Strip strip;
  describe(strip, ui, model, failure_seen);
  if (strip.progress) return progress_height(ui, width, *strip.progress);
  return strip.failure ? banner_height(ui, width, *strip.failure) : 0;
}

void draw_update_strip(Ui& ui, const Rect& rect, const RegisterModel& model, bool& failure_seen, Actions& actions) {
  Strip strip;
  describe(strip, ui, model, failure_seen);
  if (strip.progress && progress(ui, rect, *strip.progress)) actions.targets = RegisterRequest::cancel_download;
  if (!strip.failure) return;
  const BannerAnswer answer = banner(ui, rect, *strip.failure);
  if (answer == BannerAnswer::action) actions.targets = RegisterRequest::download;
  if (answer == BannerAnswer::closed) failure_seen = true;
}

}  // namespace mingchou::client
