// The registers of inspectors and of experts as screens see them, and what can be asked for. Plain data: PeopleKeeper
// fills it between frames.
//
// Both registers are the server's and some hundreds of people, so a list is read whole, page by page, and searched
// here; only the pages of one person (history, recusals, courses) are read as far as somebody looks.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "client/app/accounts/session_model.h"
#include "client/app/model/loaded.h"
#include "shared/registry/entities.h"
#include "shared/registry/history.h"
#include "shared/registry/rules.h"

namespace mingchou::client {

namespace people_limits {
inline constexpr int page_size = 200;
/// A county has some hundreds; more than this is no county's answer.
inline constexpr std::size_t people_max = 20'000;
inline constexpr int history_page_size = 20;
inline constexpr int links_page_size = 50;
/// Entries of one person's history, recusals or courses that are read at most.
inline constexpr std::size_t entries_max = 2000;
inline constexpr int targets_found_max = 20;
inline constexpr std::size_t text_bytes_max = 4096;
}  // namespace people_limits

/// An entry, and the state it is in.
template <class Entity>
struct Person {
  Entity entity;
  std::int64_t revision = 0;
  /// The day on which it left the register.
  std::optional<CivilDate> ended_on;
  /// Of an inspector: why every draw leaves the person out today, as the server says.
  std::optional<DrawBar> bar;
};

template <class Entity>
struct PeopleList {
  bool is_loading = false;
  /// All pages were read.
  bool is_whole = false;
  std::vector<Person<Entity>> people;
  std::optional<Error> error;
  Submission create;
};

struct PersonHistoryEntry {
  std::int64_t revision = 0;
  Instant recorded_at;
  std::string recorded_by, reason;
  /// With it the entry left the register.
  bool is_end = false;
  /// Values as JSON; "" for none.
  std::vector<FieldChange> changes;
};

/// A list of one person's that is read page by page.
template <class Entry>
struct PagedList {
  bool is_loading = false;
  /// Nothing was read yet.
  bool is_new = true;
  bool has_more = false;
  std::vector<Entry> entries;
  std::optional<Error> error;
};

/// The person whose page is open.
template <class Entity>
struct OpenPerson {
  Uuid id;
  bool is_loading = false;
  std::optional<Person<Entity>> person;
  std::optional<Error> error;
  Submission save;
  Submission end;
  PagedList<PersonHistoryEntry> history;
};

struct RecusalEntry {
  Uuid id, target_id;
  /// "" where the caller may not read it.
  std::string target_name, reason;
  std::optional<Side> side;
  std::optional<CivilDate> since;
  std::string recorded_by;
};

struct TrainingEntry {
  Uuid id;
  CivilDate held_on;
  std::string topic, organiser;
  int duration_minutes = 0;
  int attendee_count = 0;
};

struct FoundTarget {
  Uuid id;
  std::string name;
  /// Credit code or registration number; "" for none.
  std::string code;
};
struct TargetSearch {
  std::string text;
  bool is_loading = false;
  /// Null until the first answer.
  std::optional<std::vector<FoundTarget>> found;
  std::optional<Error> error;
};

/// What hangs on the inspector who is open.
struct InspectorLinks {
  Uuid of;
  PagedList<RecusalEntry> recusals;
  PagedList<TrainingEntry> trainings;
  TargetSearch target_search;
  Submission add_recusal, end_recusal, add_training, end_training;
};

/// How many active inspectors need something done about their certificates; of several the one that lasts longest
/// counts.
struct CertificateDuties {
  int expired = 0, missing = 0, within_30_days = 0;
};

/// How many entries the provincial platform sent back, to be mended and sent again.
struct ReceiptDuties {
  int targets = 0, inspectors = 0, experts = 0;
};

struct PeopleModel {
  Loaded<CertificateDuties> duties;
  Loaded<ReceiptDuties> receipt_duties;
  PeopleList<Inspector> inspectors;
  PeopleList<Expert> experts;
  OpenPerson<Inspector> inspector;
  OpenPerson<Expert> expert;
  InspectorLinks links;
};

// --- what screens ask for -----------------------------------------------------------------------------------

template <class Entity>
struct ReadPeople {};
template <class Entity>
struct ReadPerson {};
/// Parts without an id are new. The server gives the entry its id.
template <class Entity>
struct MakePerson {
  Entity entity;
  std::string reason;
};
/// Of the person who is open.
template <class Entity>
struct SavePerson {
  Entity entity;
  /// The revision that it was made from.
  std::int64_t revision = 0;
  std::string reason;
};
template <class Entity>
struct EndPerson {
  std::int64_t revision = 0;
  std::string reason;
};
template <class Entity>
struct ReadPersonHistory {};
struct ReadCertificateDuties {};
struct ReadReceiptDuties {};
using PersonRequest =
    std::variant<ReadPeople<Inspector>, ReadPeople<Expert>, ReadPerson<Inspector>, ReadPerson<Expert>,
                 MakePerson<Inspector>, MakePerson<Expert>, SavePerson<Inspector>, SavePerson<Expert>,
                 EndPerson<Inspector>, EndPerson<Expert>, ReadPersonHistory<Inspector>, ReadPersonHistory<Expert>>;

struct ReadRecusals {};
struct AddRecusal {
  Uuid target_id;
  std::string reason;
  Side side = Side::inspector;
};
struct EndRecusal {
  Uuid id;
};
struct FindTargets {
  std::string text;
};
struct ReadTrainings {};
/// The inspector who is open took part, whoever else stands in it.
struct AddTraining {
  Training training;
};
struct EndTraining {
  Uuid id;
};
using LinkRequest =
    std::variant<ReadRecusals, AddRecusal, EndRecusal, FindTargets, ReadTrainings, AddTraining, EndTraining>;

using PeopleRequest = std::variant<PersonRequest, LinkRequest, ReadCertificateDuties, ReadReceiptDuties>;

}  // namespace mingchou::client
