// What may happen to a draw that is being held, and what it changes. Whoever holds the draw keeps it and writes the
// log; a refused step changes nothing. Pure; runs everywhere.
#pragma once

#include <span>

#include "shared/base/error.h"
#include "shared/ceremony/entities.h"

namespace mingchou::ceremony {

/// Names, forms and numbers, tidied. Errors: items.field_needed, items.field_too_long, items.bad_text;
/// ceremony.seats_max {max}, ceremony.values_max {max}, ceremony.deadline_range {min, max}; draw.no_entropy,
/// draw.source_repeated {name}, draw.ref_next {name}, draw.entropy_short {bits, bits_min}; ceremony.too_late {name} for
/// a public value that is known only after the deadline, ceremony.value_passed {name} for one that is known already.
Result<Draw> check_setup(Draw draw, Instant now);

/// A witness's device brings its key and commitment. The key bears the name that the seat's key has
/// (seat_key_name()). Errors: ceremony.wrong_stage {stage}, ceremony.seat_unknown, ceremony.joined_already {name},
/// ceremony.key_wrong {name} for another name, for what is no key, or for one that another seat has.
Result<> join(Draw& draw, const SeatId& seat, const log::VerifierKey& key, const Digest& commit);
std::string seat_key_name(const DrawId& draw, const SeatId& seat);
/// Who does not come is left out. Errors: ceremony.wrong_stage {stage}, ceremony.seat_unknown, draw.entropy_short.
Result<> leave_out(Draw& draw, const SeatId& seat);

/// The plan: `outline` with strata, team and window (shared/tasks/draw_plan.h), completed. Errors: ceremony.wrong_stage
/// {stage}, ceremony.seat_open {name} for a witness who has not joined, ceremony.too_late {name},
/// ceremony.value_passed {name}, those of draw::parse_plan().
Result<draw::Plan> plan_of(const Draw& draw, draw::Plan outline, Instant now);
/// It was logged.
void fix_plan(Draw& draw, draw::Plan plan, std::uint64_t plan_at_s);

/// The witness recomputed roots and plan hash and signed. Errors: ceremony.wrong_stage {stage}, ceremony.seat_unknown,
/// ceremony.given_already {name}, log.note_form, ceremony.note_wrong {name} unless it is consent_text() under that
/// seat's key alone.
Result<> consent(Draw& draw, const SeatId& seat, std::string_view note);

/// The secret that was committed to, signed. Errors also: draw.reveal_differs {name}; ceremony.value_first {name} while
/// a value that was thrown in the room is not read: nobody may know it before it is, nor reveal before it (draw
/// specification, section 2).
Result<> reveal(Draw& draw, const SeatId& seat, BytesView secret, std::string_view note);

/// Another witness says that the seat did not reveal in time. Errors also: draw.strike_late {name}, ceremony.own_strike
/// {name}; draw.all_struck if no value would be left.
Result<> strike(Draw& draw, const SeatId& seat, std::string_view note, Instant now);

/// One of two people types a public value. True once two have typed the same. Errors: ceremony.wrong_stage {stage},
/// ceremony.value_unknown {name}, ceremony.value_early {name}, ceremony.given_already {name}, draw.value_form {name,
/// form}.
Result<bool> type_value(Draw& draw, std::string_view name, std::string_view by, std::string_view text, Instant now);

/// Until the last value exists, and never after: or whoever dislikes a result would drop it. One exception: a draw
/// whose deadline passed without its result can get none any more (draw::DrawLog), and would hold its task for ever.
/// That is seen by everybody: such a void draw stays overdue, and the log counts it apart. Errors: ceremony.wrong_stage
/// {stage}, those of items::tidy_lines().
Result<> cancel(Draw& draw, std::string_view reason, Instant now);

/// The time ran out without a result. Then only cancel() is left; of a draw that was voided with every value known it
/// stays so.
bool is_overdue(const Draw& draw, Instant now);

/// Whether the invitation lets its holder in: for invitation_days_max after it was made, and once the draw has its
/// result at most for invitation_days_after_result, counted from the later of both: one that was given out anew begins
/// anew.
bool invitation_holds(Instant made_at, std::optional<Instant> result_at, Instant now);

/// In plan order; a struck one is empty. The draw is settling or drawn.
std::vector<Bytes> values_of(const Draw& draw);
/// Consents, reveals and strikes in the order of a bundle.
std::vector<std::string> notes_of(const Draw& draw);
std::vector<log::VerifierKey> keys_of(const Draw& draw);

}  // namespace mingchou::ceremony
