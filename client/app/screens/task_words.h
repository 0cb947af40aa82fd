// Inspection tasks in words: their state and what comes next, what they would draw, what went wrong. Draws nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "client/app/model/model.h"
#include "client/app/ui/icons.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct TaskStateLook {
  Text words;
  Tone tone;
  Icon icon;
};
TaskStateLook look_of(tasks::State state);
/// What the task waits for.
std::string task_next_words(const Ui& ui, const KeptTask& task, bool is_in_draw);
/// Number, whether planned or special, and what the row of a plan would say.
std::string task_line(const Ui& ui, const Model& model, const KeptTask& task);
/// Whether it is neither drawn nor void.
bool is_open_draw(const TaskDraw& draw);

/// "3,412 户符合条件，将抽取 103 户".
std::string counts_headline(const Ui& ui, const TaskCounts& counts);
/// In range, excluded by reason, in no stratum, substitutes.
std::string counts_detail(const Ui& ui, const TaskCounts& counts);
/// Who of a department can go, and who can't.
std::string place_detail(const Ui& ui, const TaskCounts::Place& place);
std::string exclusions_words(const Ui& ui, const tasks::Exclusions& exclusions);
/// Name, conditions and number of a stratum.
std::string stratum_detail(const Ui& ui, const Model& model, const tasks::Stratum& stratum);

/// Why something was not taken, with the names of fields and states that people know.
std::string task_error_words(const Ui& ui, const std::optional<Error>& error);
/// At which field of the form an error is told; empty for none.
std::string_view task_field_of(const Error& error);

}  // namespace mingchou::client
