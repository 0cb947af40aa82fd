// The icons: glyphs of Lucide, cut to this list at build time (tools/make_icons.py) and compiled in. An icon never
// stands alone for a meaning: a word, or the name of its semantics node, goes with it.
//
// To add one: a line below, with a name of ours for what it means here and Lucide's name of the drawing. The build
// fails if Lucide has no such drawing.
#pragma once

#include <cstddef>
#include <iterator>
#include <string_view>

#include "client/app/ui/geometry.h"
#include "client/app/ui/theme.h"

namespace mingchou::client {

struct Ui;

// clang-format off
#define MINGCHOU_ICONS(icon) \
  /* moving about */ \
  icon(home, "house") \
  icon(menu, "menu") \
  icon(back, "arrow-left") \
  icon(forward, "arrow-right") \
  icon(close, "x") \
  icon(chevron_left, "chevron-left") \
  icon(chevron_right, "chevron-right") \
  icon(chevron_up, "chevron-up") \
  icon(chevron_down, "chevron-down") \
  icon(more, "ellipsis") \
  icon(more_vertical, "ellipsis-vertical") \
  icon(external_link, "external-link") \
  icon(log_in, "log-in") \
  icon(log_out, "log-out") \
  /* lists and actions */ \
  icon(search, "search") \
  icon(filter, "list-filter") \
  icon(sort, "arrow-up-down") \
  icon(arrow_up, "arrow-up") \
  icon(arrow_down, "arrow-down") \
  icon(list, "list") \
  icon(table, "table") \
  icon(add, "plus") \
  icon(remove, "minus") \
  icon(edit, "pencil") \
  icon(note, "notebook-pen") \
  icon(save, "save") \
  icon(copy, "copy") \
  icon(trash, "trash-2") \
  icon(undo, "undo-2") \
  icon(redo, "redo-2") \
  icon(refresh, "refresh-cw") \
  icon(download, "download") \
  icon(upload, "upload") \
  icon(print, "printer") \
  icon(share, "share-2") \
  icon(attach, "paperclip") \
  icon(camera, "camera") \
  icon(image, "image") \
  icon(play, "play") \
  icon(pause, "pause") \
  icon(maximize, "maximize") \
  icon(show, "eye") \
  icon(hide, "eye-off") \
  /* states */ \
  icon(check, "check") \
  icon(success, "circle-check") \
  icon(failure, "circle-x") \
  icon(warning, "triangle-alert") \
  icon(attention, "circle-alert") \
  icon(info, "info") \
  icon(help, "circle-question-mark") \
  icon(forbidden, "ban") \
  icon(waiting, "loader") \
  icon(overdue, "clock-alert") \
  icon(flag, "flag") \
  icon(star, "star") \
  icon(checkbox_on, "square-check") \
  icon(checkbox_off, "square") \
  icon(checkbox_mixed, "square-minus") \
  icon(radio_on, "circle-dot") \
  icon(radio_off, "circle") \
  /* device, network, storage */ \
  icon(cloud, "cloud") \
  icon(cloud_off, "cloud-off") \
  icon(cloud_upload, "cloud-upload") \
  icon(online, "wifi") \
  icon(offline, "wifi-off") \
  icon(database, "database") \
  icon(hard_drive, "hard-drive") \
  icon(archive, "archive") \
  icon(tablet, "tablet") \
  icon(keyboard, "keyboard") \
  icon(notification, "bell") \
  /* settings */ \
  icon(settings, "settings") \
  icon(adjust, "sliders-horizontal") \
  icon(sun, "sun") \
  icon(moon, "moon") \
  icon(monitor, "monitor") \
  icon(languages, "languages") \
  icon(text_size, "a-large-small") \
  icon(lock, "lock") \
  icon(unlock, "lock-open") \
  icon(shield, "shield") \
  icon(shield_check, "shield-check") \
  icon(key, "key-round") \
  icon(history, "history") \
  /* the field: whom one inspects */ \
  icon(enterprise, "building-2") \
  icon(self_employed, "store") \
  icon(cooperative, "sprout") \
  icon(institution, "landmark") \
  icon(product, "package") \
  icon(project, "hammer") \
  icon(activity, "activity") \
  icon(factory, "factory") \
  icon(map_pin, "map-pin") \
  icon(phone, "phone") \
  icon(mail, "mail") \
  icon(licence, "badge-check") \
  icon(tag, "tag") \
  icon(qr_code, "qr-code") \
  icon(link, "link") \
  /* the field: who inspects, and what comes of it */ \
  icon(user, "user") \
  icon(users, "users") \
  icon(user_add, "user-plus") \
  icon(user_check, "user-check") \
  icon(id_card, "id-card") \
  icon(departments, "network") \
  icon(register_list, "clipboard-list") \
  icon(result, "clipboard-check") \
  icon(calendar, "calendar-days") \
  icon(deadline, "calendar-clock") \
  icon(clock, "clock") \
  icon(draw, "shuffle") \
  icon(dice, "dices") \
  icon(law, "scale") \
  icon(stamp, "stamp") \
  icon(signature, "signature") \
  icon(publish, "megaphone") \
  icon(document, "file-text") \
  icon(folder, "folder") \
  icon(book, "book-open") \
  icon(chart, "chart-column") \
  icon(message, "message-square")
// clang-format on

enum class Icon {
#define MINGCHOU_ICON_NAME(name, drawing) name,
  MINGCHOU_ICONS(MINGCHOU_ICON_NAME)
#undef MINGCHOU_ICON_NAME
};

/// For tests and lists of all icons.
inline constexpr std::string_view icon_names[] = {
#define MINGCHOU_ICON_NAME(name, drawing) #name,
    MINGCHOU_ICONS(MINGCHOU_ICON_NAME)
#undef MINGCHOU_ICON_NAME
};
inline constexpr std::size_t icon_count = std::size(icon_names);

/// Sizes in CSS pixels that look good: Lucide draws on a grid of 24.
namespace icon_px {
inline constexpr float small = 20;
inline constexpr float normal = 24;
inline constexpr float large = 40;
}  // namespace icon_px

/// Draws the icon in a square of that size around the centre. Adds no semantics.
void draw_icon(Ui& ui, Icon icon, Point centre, float size_px, Color color);

}  // namespace mingchou::client
