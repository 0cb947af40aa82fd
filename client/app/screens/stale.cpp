#include "client/app/screens/stale.h"

#include "client/app/ui/widgets.h"

namespace mingchou::client {

bool draw_stale(Ui& ui, Column& column, const std::optional<Error>& error) {
  if (!error) return false;
  const Banner what{
      .id = "stale", .tone = Tone::warning, .text = ui.say(Text::stale_words), .action = ui.say(Text::retry)};
  const BannerAnswer answer = banner(ui, column.next(banner_height(ui, column.width(), what)), what);
  column.space(space_px::two);
  return answer == BannerAnswer::action;
}

}  // namespace mingchou::client
