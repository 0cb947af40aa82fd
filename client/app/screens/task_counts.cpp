#include "client/app/screens/task_counts.h"

#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "client/app/screens/account_words.h"
#include "client/app/screens/field_parts.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/task_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

constexpr std::size_t digits_max = 9;

struct Line {
  std::string id, title, detail, trailing;
  Icon icon;
  Tone tone;
};

RowOptions options_of(const Line& line, bool is_last) {
  return {.title = line.title,
          .detail = line.detail,
          .icon = line.icon,
          .icon_tone = line.tone,
          .trailing = line.trailing,
          .separator = !is_last,
          .detail_fit = Fit::whole};
}

void draw_lines(Ui& ui, Column& column, const std::vector<Line>& lines) {
  if (lines.empty()) return;
  float height = 0;
  for (const Line& line : lines) height += row_height(ui, column.width(), options_of(line, false));
  card(ui, {column.x(), column.y(), column.width(), height});
  for (const Line& line : lines) {
    const RowOptions options = options_of(line, &line == &lines.back());
    static_row(ui, line.id, column.next(row_height(ui, column.width(), options)), options);
  }
  column.space(space_px::two);
}

std::vector<Line> strata_lines(const Ui& ui, const TaskCounts& counts) {
  std::vector<Line> lines;
  if (counts.strata.size() < 2) return lines;
  lines.reserve(counts.strata.size());
  for (const TaskCounts::Stratum& stratum : counts.strata) {
    Line& line = lines.emplace_back();
    line.id = "task.counts.stratum." + std::to_string(lines.size());
    line.title = stratum.name;
    line.detail = text(Text::task_counts_stratum, ui.language, {{"eligible", grouped(stratum.eligible)}});
    if (stratum.substitutes > 0)
      line.detail +=
          " · " + text(Text::task_counts_substitutes, ui.language, {{"count", grouped(stratum.substitutes)}});
    line.trailing = text(Text::task_counts_draws, ui.language, {{"drawn", grouped(stratum.drawn)}});
    line.icon = Icon::filter;
    line.tone = stratum.drawn > 0 ? Tone::info : Tone::warning;
  }
  return lines;
}

std::vector<Line> team_lines(const Ui& ui, const Model& model, const TaskCounts& counts) {
  const auto name_of = names_of(model);
  std::vector<Line> lines;
  lines.reserve(counts.team.size());
  for (const TaskCounts::Place& place : counts.team) {
    Line& line = lines.emplace_back();
    line.id = "task.counts.place." + std::to_string(lines.size());
    line.title = name_of(place.department_id.uuid);
    line.detail = place_detail(ui, place);
    line.trailing = text(Text::task_counts_load, ui.language, {{"load", grouped(place.load)}});
    line.icon = Icon::users;
    line.tone = place.places < place.needed ? Tone::danger : Tone::success;
  }
  return lines;
}

}  // namespace

void draw_sentences(Ui& ui, Column& column, const std::vector<Error>& sentences, const std::string& id, Tone tone) {
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const std::string words = task_error_words(ui, sentences[i]);
    const Banner what{.id = id + std::to_string(i), .tone = tone, .text = words};
    banner(ui, column.next(banner_height(ui, column.width(), what)), what);
    column.space(space_px::one);
  }
}

std::optional<tasks::Task> with_remedy(const tasks::Task& task, const TaskCounts& counts, const Error& remedy,
                                       std::string_view stratum_name) {
  tasks::Task helped = task;
  if (remedy.code == "tasks.remedy_load") {
    const auto load = number_from(remedy.argument("load"), digits_max);
    if (!load || *load > tasks::load_bound) return std::nullopt;
    helped.load_max = static_cast<int>(*load);
    return helped;
  }
  // How many are drawn is one number where there are no strata; the plan's own can't be changed, a stratum narrows it.
  const auto fewer = number_from(remedy.argument("count"), digits_max);
  if (remedy.code != "tasks.remedy_targets" || !fewer || !task.strata.empty() || *fewer >= counts.drawn)
    return std::nullopt;
  const tasks::Quantity left{tasks::QuantityKind::count, counts.drawn - *fewer};
  if (task.is_special())
    helped.work.quantity = left;
  else
    helped.strata = {
        {.name = std::string(stratum_name), .range = {}, .quantity = left, .substitute_count = task.substitute_count}};
  return helped;
}

std::optional<tasks::Task> draw_task_counts(Ui& ui, Column& column, const Model& model, const TaskCounts& counts,
                                            const tasks::Task& task, bool may_apply) {
  std::optional<tasks::Task> chosen;
  section_heading(ui, "task.counts", ui.say(Text::task_counts), column.next(section_heading_px));
  const float width = column.width();
  column.space(paragraph(ui, "task.counts.headline", {column.x(), column.y(), width, 0}, counts_headline(ui, counts),
                         type_px::heading, ui.theme->text) +
               space_px::one);
  column.space(paragraph(ui, "task.counts.detail", {column.x(), column.y(), width, 0}, counts_detail(ui, counts),
                         type_px::small, ui.theme->text_secondary) +
               space_px::two);
  draw_sentences(ui, column, counts.refusals, "task.refusal.", Tone::danger);
  for (std::size_t i = 0; i < counts.remedies.size(); ++i) {
    const std::string words = task_error_words(ui, counts.remedies[i]);
    auto helped =
        may_apply ? with_remedy(task, counts, counts.remedies[i], ui.say(Text::task_remedy_stratum)) : std::nullopt;
    const Banner what{.id = "task.remedy." + std::to_string(i),
                      .tone = Tone::info,
                      .icon = Icon::help,
                      .text = words,
                      .action = helped ? ui.say(Text::task_remedy_apply) : std::string_view()};
    if (banner(ui, column.next(banner_height(ui, width, what)), what) == BannerAnswer::action)
      chosen = std::move(helped);
    column.space(space_px::one);
  }
  draw_sentences(ui, column, counts.warnings, "task.warning.", Tone::warning);
  column.space(space_px::one);
  draw_lines(ui, column, strata_lines(ui, counts));
  draw_lines(ui, column, team_lines(ui, model, counts));
  return chosen;
}

}  // namespace mingchou::client
