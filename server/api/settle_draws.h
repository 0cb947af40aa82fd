// Draws whose last value came before the server stopped get their result when it starts again.
#pragma once

namespace mingchou::server {

struct Context;

/// What fails is logged, and tried again by whoever holds the draw.
void settle_due_draws(Context& context);

}  // namespace mingchou::server
