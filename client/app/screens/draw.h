// One draw: while it is held, what it waits for and the steps that its holder makes; then its result and the changes
// after it. What is typed here stays while the draw is read again every two seconds.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "client/app/model/model.h"
#include "client/app/ui/form.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/qr_code.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::draw_page {

/// Of the result: which part is shown, and the sheet of one place.
struct ResultState {
  int tab = 0;
  std::string query;
  SheetState place;
  /// As drawn; the place whose sheet is open.
  std::string drawn;
  /// What is proposed in it: nothing yet, a substitute, or whoever has that slot is replaced.
  bool proposes = false;
  std::optional<std::int64_t> slot;
  std::optional<int> reason;
  /// As drawn; the place for which evidence was chosen: that of another is none.
  std::string evidence_for;
  bool shows_missing = false;
  unsigned proposals_seen = 0, confirmations_seen = 0, withdrawals_seen = 0, change_files_seen = 0;
  /// The change that is to be confirmed.
  std::optional<Uuid> confirming;
};

struct State {
  PageState page;
  DrawId of;
  /// Of what is typed here, by the name of the value.
  std::map<std::string, std::string> typed;
  /// By seat.
  std::map<Uuid, QrPicture> codes;
  bool asks_fix = false;
  std::optional<Uuid> inviting, leaving_out;
  SheetState cancel, proof;
  std::string reason, proof_target;
  bool shows_missing = false, shows_no_target = false;
  unsigned invitations_seen = 0, left_out_seen = 0, fixed_seen = 0, typed_seen = 0, cancelled_seen = 0,
           bundles_seen = 0, proofs_seen = 0;
  ResultState result;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

/// The invitation of a seat, made anew when another one was given out.
const QrPicture& code_of(std::map<Uuid, QrPicture>& codes, const Model& model, const Uuid& seat);

}  // namespace mingchou::client::draw_page
