// One target as a row of a list.
#pragma once

#include "client/app/model/register_model.h"
#include "client/app/ui/virtual_list.h"

namespace mingchou::client {

/// Rows are as high as the longest that the width allows for.
float target_row_height(float width);

/// What a screen reader says of it.
RowWords target_row_words(const Ui& ui, const TargetId& id, const TargetRow* row, std::int64_t note_count);

/// `row` is null while it is being read. `margin_px`: free space at both ends, as of what stands above the list.
void draw_target_row(Ui& ui, const RowLook& look, float margin_px, const TargetRow* row, std::int64_t note_count,
                     const search::SearchQuery& words, std::optional<bool> chosen = {});

}  // namespace mingchou::client
