// Draws as screens see them, and what can be asked for. Plain data: DrawsKeeper fills it between frames. Stages, forms
// of public values and reasons of changes are the domain's (shared/ceremony, shared/draw).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "client/app/accounts/session_model.h"
#include "client/app/model/loaded.h"
#include "shared/ceremony/entities.h"
#include "shared/draw/changes.h"
#include "shared/draw/conformity.h"
#include "shared/tasks/states.h"

namespace mingchou::client {

using ceremony::DrawId;
using ceremony::SeatId;

namespace draw_limits {
/// Of the history; more on demand.
inline constexpr int page_size = 50;
inline constexpr std::size_t places_max = 100'000;
inline constexpr std::size_t changes_max = 20'000;
/// While a draw is on its way it is read again so often; and while nobody answers.
inline constexpr double poll_ms = 2'000, poll_again_ms = 10'000;
}  // namespace draw_limits

/// What screens of a draw tell of its task.
struct DrawTask {
  tasks::TaskId id;
  std::string number, name;
  tasks::State state = tasks::State::draft;
  DepartmentId initiating;
  bool is_sealed = false;
  CivilDate last_day;
};

enum class SeatState : std::uint8_t { invited, joined, consented, revealed, struck };

struct DrawSeat {
  SeatId id;
  std::string name;
  SeatState state = SeatState::invited;
};

struct DrawValue {
  std::string name;
  draw::PublicForm form;
  std::string ref;
  bool is_in_room = false;
  /// Unix seconds at which it becomes known; 0 while the plan has to say.
  std::int64_t at_s = 0;
  std::optional<draw::PublicFallback> otherwise;
  std::string value;
  /// Login names of those who typed it so far.
  std::vector<std::string> typed_by;
  bool is_disputed = false;
};

struct Draw {
  DrawId id;
  tasks::TaskId task_id;
  std::int64_t round = 1;
  std::optional<DrawId> replaces;
  ceremony::Stage stage = ceremony::Stage::inviting;
  draw::Suite suite = draw::Suite::sha256;
  std::int64_t deadline_s = 0;
  bool is_overdue = false;
  std::int64_t target_count = 0, inspector_count = 0;
  std::vector<DrawSeat> seats;
  std::vector<DrawValue> values;
  /// Empty before the plan is fixed; when all values have to be known.
  std::string plan_hash;
  std::int64_t due_at_s = 0;
  std::string result_hash;
  std::string void_reason;
  Instant created_at;
  std::string created_by;
  std::int64_t revision = 0;

  bool is_over() const { return stage == ceremony::Stage::drawn || stage == ceremony::Stage::voided; }
};

/// Names of what the rosters name; empty where the server withholds them.
struct PlacedTarget {
  std::string name, township;
};
struct PlacedInspector {
  std::string name;
  std::optional<Uuid> department_id;
};

struct DrawPlace {
  std::string drawn;
  /// Who has it now; empty: nobody.
  std::string target;
  std::string stratum;
  std::vector<std::string> inspectors;
};

struct DrawPlaces {
  std::vector<DrawPlace> places;
  std::map<std::string, PlacedTarget, std::less<>> targets;
  std::map<std::string, PlacedInspector, std::less<>> inspectors;
};

enum class ChangeState : std::uint8_t { proposed, confirmed, withdrawn };

struct DrawChange {
  Uuid id;
  ChangeState state = ChangeState::proposed;
  std::string target;
  /// Of a replacement: the place in the team.
  std::optional<std::int64_t> slot;
  std::optional<draw::SubstitutionReason> substitution;
  std::optional<draw::ReplacementReason> replacement;
  std::string proposed_by;
  Instant proposed_at;
  std::string confirmed_by;
  /// Of a confirmed one: who left, and who came ("" for nobody).
  std::string left, came;
};

/// The draw that is open.
struct OpenDraw {
  DrawId id;
  Loaded<Draw> draw;
  Loaded<DrawTask> task;
  Loaded<DrawPlaces> places;
  Loaded<std::vector<DrawChange>> changes;
  /// Read when somebody looks at it.
  Loaded<std::vector<draw::TraitComparison>> conformity;
  Submission invite, leave_out, fix_plan, type_value, cancel, settle, bundle, change_file, proof, propose, confirm,
      withdraw;
  /// The seat or value that the last such request was about.
  std::string about;
};

/// A file that was chosen as evidence; its content stays on this device.
struct Evidence {
  std::string name;
  std::int64_t bytes = 0;
  /// Hexadecimal SHA-256; empty if it could not be read.
  std::string hash;
};

struct DrawsModel {
  Loaded<std::vector<Draw>> history;
  std::string next_cursor;
  std::optional<ceremony::Stage> filter;
  /// Tasks of the history and of the form, as far as they were read.
  std::map<Uuid, DrawTask> tasks;
  Loaded<DrawTask> task;
  Submission prepare;
  OpenDraw open;
  /// By seat; told once, and kept until somebody else is signed in or the page is closed.
  std::map<Uuid, std::string> invitations;
  std::optional<Evidence> evidence;
  /// Made now: the screen goes there.
  std::optional<DrawId> made;
};

struct SetUpValue {
  std::string name;
  std::string form;
  std::string ref;
  bool is_in_room = false;
  std::int64_t at_s = 0;
  std::string other_form, other_ref;
  bool operator==(const SetUpValue&) const = default;
};

struct ReadDraws {
  std::optional<ceremony::Stage> stage;
};
struct ReadMoreDraws {};
/// Of the form.
struct ReadDrawTask {
  tasks::TaskId id;
};
struct OpenDrawPage {
  DrawId id;
};
struct PrepareDraw {
  tasks::TaskId task_id;
  draw::Suite suite = draw::Suite::sha256;
  std::int64_t deadline_s = 0;
  std::vector<std::string> witnesses;
  std::vector<SetUpValue> values;
};
/// Of the draw that is open, from here on.
struct InviteAgain {
  SeatId seat;
};
struct LeaveOutSeat {
  SeatId seat;
};
struct FixDrawPlan {};
struct TypeDrawValue {
  std::string name, value;
};
struct CancelDraw {
  std::string reason;
};
struct SettleDraw {};
struct SaveAuditBundle {};
/// What `mingchou verify --changes` reads.
struct SaveDrawChanges {};
/// Of a target by its id in the roster.
struct SaveDrawProof {
  std::string target;
};
struct ReadDrawResult {};
struct ReadConformity {};
struct ChooseEvidence {};
struct ProposeSubstitution {
  std::string target;
  draw::SubstitutionReason reason = draw::SubstitutionReason::deregistered;
  std::string evidence;
};
struct ProposeReplacement {
  std::string target;
  std::int64_t slot = 0;
  draw::ReplacementReason reason = draw::ReplacementReason::illness;
};
struct ConfirmDrawChange {
  Uuid id;
};
struct WithdrawDrawChange {
  Uuid id;
};
using DrawsRequest = std::variant<ReadDraws, ReadMoreDraws, ReadDrawTask, OpenDrawPage, PrepareDraw, InviteAgain,
                                  LeaveOutSeat, FixDrawPlan, TypeDrawValue, CancelDraw, SettleDraw, SaveAuditBundle,
                                  SaveDrawChanges, SaveDrawProof, ReadDrawResult, ReadConformity, ChooseEvidence,
                                  ProposeSubstitution, ProposeReplacement, ConfirmDrawChange, WithdrawDrawChange>;

}  // namespace mingchou::client
