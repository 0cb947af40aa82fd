// What a task would draw: how many match and are drawn, who goes, why it can't be drawn and what would help.
#pragma once

#include "client/app/model/model.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// A banner for each.
void draw_sentences(Ui& ui, Column& column, const std::vector<Error>& sentences, const std::string& id, Tone tone);

/// The task with what the sentence proposes; nothing where no tap can do it. Pure.
std::optional<tasks::Task> with_remedy(const tasks::Task& task, const TaskCounts& counts, const Error& remedy,
                                       std::string_view stratum_name);

/// Returns the task with the remedy that was chosen now. `may_apply`: remedies can be.
std::optional<tasks::Task> draw_task_counts(Ui& ui, Column& column, const Model& model, const TaskCounts& counts,
                                            const tasks::Task& task, bool may_apply);

}  // namespace mingchou::client
