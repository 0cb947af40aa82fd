#include "client/app/screens/plan_steps.h"

#include <optional>

#include "client/app/screens/field_parts.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/plan_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

struct StepWords {
  const char* id;
  Text title, help;
  /// Nothing for a step without a day.
  std::optional<Text> day;
  Text words;
  FieldKind kind = FieldKind::multiline;
  int characters_max = static_cast<int>(items::reason_characters_max);
  Text submit, done;
};

constexpr StepWords send_back_words{.id = "plan.return",
                                    .title = Text::plan_send_back_title,
                                    .help = Text::plan_send_back_help,
                                    .day = {},
                                    .words = Text::plan_send_back_reason,
                                    .submit = Text::plan_send_back,
                                    .done = Text::plan_sent_back_toast};
constexpr StepWords approve_words{.id = "plan.approval",
                                  .title = Text::plan_approve_title,
                                  .help = Text::plan_approve_help,
                                  .day = Text::plan_approved_on,
                                  .words = Text::plan_minutes_number,
                                  .kind = FieldKind::text,
                                  .characters_max = static_cast<int>(items::line_characters_max),
                                  .submit = Text::plan_approve,
                                  .done = Text::plan_approved_toast};
constexpr StepWords file_words{.id = "plan.filing",
                               .title = Text::plan_file_title,
                               .help = Text::plan_file_help,
                               .day = Text::plan_filed_on,
                               .words = Text::plan_filing_number,
                               .kind = FieldKind::text,
                               .characters_max = static_cast<int>(items::line_characters_max),
                               .submit = Text::plan_file,
                               .done = Text::plan_filed_toast};
constexpr StepWords adjust_words{.id = "plan.adjustment",
                                 .title = Text::plan_adjust_title,
                                 .help = Text::plan_adjust_help,
                                 .day = {},
                                 .words = Text::plan_adjust_reason,
                                 .submit = Text::plan_adjust,
                                 .done = Text::plan_adjusted_toast};
constexpr StepWords end_words{.id = "plan.end",
                              .title = Text::plan_end_title,
                              .help = Text::plan_end_help,
                              .day = {},
                              .words = Text::plan_end_reason,
                              .submit = Text::plan_end,
                              .done = Text::plan_ended_toast};

/// True in the frame in which the step is to be made: all of it is typed.
bool draw_step(Ui& ui, PlanStep& step, const StepWords& words, const Submission& submission) {
  const std::string id = words.id;
  auto sheet = begin_sheet(ui, step.sheet, {.id = id, .title = ui.say(words.title)});
  if (!sheet) return false;
  Column& column = sheet->page.column;
  column.space(
      paragraph(ui, id + ".help", column.next(0), ui.say(words.help), type_px::small, ui.theme->text_secondary) +
      space_px::two);
  bool is_complete = false;
  {
    Form form(ui, column, id + ".form");
    const std::string day_id = id + ".day", words_id = id + ".words";
    if (words.day) day_field(ui, form, day_id.c_str(), *words.day, step.shows_missing, step.day);
    line_field(ui, form, words_id.c_str(), words.words, words.kind, words.characters_max, step.shows_missing,
               step.words);
    form.error(plan_error_words(ui, submission.error));
    if (form.submit({.label = ui.say(words.submit), .is_under_way = submission.is_under_way}) ==
        FormAnswer::submitted) {
      step.shows_missing = (words.day && !typed_day(step.day)) || step.words.empty();
      is_complete = !step.shows_missing;
    }
  }
  end_sheet_content(ui, step.sheet, *sheet);
  end_sheet(ui);
  return is_complete;
}

void notice_step(Ui& ui, PlanStep& step, const StepWords& words, const Submission& submission) {
  if (!is_taken(step.answers_seen, submission)) return;
  step.sheet.open = false;
  step.words.clear();
  show_toast(ui, words.id, std::string(ui.say(words.done)));
}

void ask_submit(Ui& ui, PlanSteps& steps, const PlanVersion& version, Actions& actions) {
  if (!steps.asks_submit) return;
  const std::string words = text(Text::plan_submit_words, ui.language, {{"count", grouped(version.row_count)}});
  const DialogAnswer answer = dialog(ui, {.id = "plan.submit.question",
                                          .title = ui.say(Text::plan_submit_question),
                                          .text = words,
                                          .confirm = ui.say(Text::plan_submit),
                                          .cancel = ui.say(Text::cancel)});
  if (answer == DialogAnswer::confirmed) actions.plans.emplace_back(SubmitPlan{version.revision});
  if (answer != DialogAnswer::none) steps.asks_submit = false;
}

void ask_discard(Ui& ui, PlanSteps& steps, const PlanVersion& version, Actions& actions) {
  if (!steps.asks_discard) return;
  const DialogAnswer answer = dialog(ui, {.id = "plan.discard.question",
                                          .title = ui.say(Text::plan_discard_question),
                                          .text = ui.say(Text::plan_discard_words),
                                          .confirm = ui.say(Text::plan_discard),
                                          .cancel = ui.say(Text::cancel),
                                          .danger = true});
  if (answer == DialogAnswer::confirmed) actions.plans.emplace_back(DiscardPlanDraft{version.revision});
  if (answer != DialogAnswer::none) steps.asks_discard = false;
}

void draw_publishing(Ui& ui, PlanSteps& steps, const OpenPlan& open, Actions& actions) {
  const PublicationWishes wishes =
      draw_publication_sheets(ui, steps.publications, {open.publish, plan_error_words(ui, open.publish.error)},
                              {open.make_void, plan_error_words(ui, open.make_void.error)});
  if (const auto& record = wishes.record)
    actions.plans.emplace_back(RecordPlanPublication{record->channel, record->published_on, record->address});
  if (const auto& one = wishes.make_void) actions.plans.emplace_back(VoidPlanPublication{one->id, one->reason});
}

}  // namespace

void PlanStep::open(CivilDate today) {
  if (day.empty()) day = today.text();
  shows_missing = false;
  sheet.open = true;
}

void PlanSteps::begin(const OpenPlan& open) {
  send_back.answers_seen = open.send_back.answers;
  approve.answers_seen = open.approve.answers;
  file.answers_seen = open.file.answers;
  adjust.answers_seen = open.adjust.answers;
  end.answers_seen = open.end.answers;
  publications.publications_seen = open.publish.answers;
  publications.voids_seen = open.make_void.answers;
  submissions_seen = open.submit.answers;
  discards_seen = open.discard.answers;
}

void notice_step_answers(Ui& ui, PlanSteps& steps, const OpenPlan& open) {
  notice_step(ui, steps.send_back, send_back_words, open.send_back);
  notice_step(ui, steps.approve, approve_words, open.approve);
  notice_step(ui, steps.file, file_words, open.file);
  notice_step(ui, steps.adjust, adjust_words, open.adjust);
  notice_step(ui, steps.end, end_words, open.end);
  notice_publication_answers(ui, steps.publications, open.publish, open.make_void);
  if (is_taken(steps.submissions_seen, open.submit))
    show_toast(ui, "plan.submit", std::string(ui.say(Text::plan_submitted_toast)));
  if (is_taken(steps.discards_seen, open.discard))
    show_toast(ui, "plan.discard", std::string(ui.say(Text::plan_discarded_toast)));
}

void draw_plan_steps(Ui& ui, PlanSteps& steps, const OpenPlan& open, Actions& actions) {
  if (!open.version.value) return;
  const std::int64_t revision = open.version.value->revision;
  if (draw_step(ui, steps.send_back, send_back_words, open.send_back))
    actions.plans.emplace_back(SendPlanBack{steps.send_back.words, revision});
  if (draw_step(ui, steps.approve, approve_words, open.approve))
    actions.plans.emplace_back(ApprovePlan{*typed_day(steps.approve.day), steps.approve.words, revision});
  if (draw_step(ui, steps.file, file_words, open.file))
    actions.plans.emplace_back(FilePlan{*typed_day(steps.file.day), steps.file.words, revision});
  if (draw_step(ui, steps.adjust, adjust_words, open.adjust))
    actions.plans.emplace_back(AdjustPlan{steps.adjust.words, revision});
  if (draw_step(ui, steps.end, end_words, open.end)) actions.plans.emplace_back(EndPlan{steps.end.words, revision});
  draw_publishing(ui, steps, open, actions);
  ask_submit(ui, steps, *open.version.value, actions);
  ask_discard(ui, steps, *open.version.value, actions);
}

}  // namespace mingchou::client
