// Licences of targets that have expired or soon will, as whoever sees to them reads them: the longest overdue first,
// page by page. Plain data: LicencesKeeper fills it between frames.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "client/app/model/loaded.h"
#include "shared/registry/entities.h"

namespace mingchou::client {

namespace licence_limits {
inline constexpr int page_size_min = 50, page_size_max = 200;
/// Who has scrolled this far sees to the register, not to single licences.
inline constexpr std::size_t entries_max = 10'000;
/// So many days from today on a licence counts as soon to expire: what the server counts.
inline constexpr int soon_days = 30;
}  // namespace licence_limits

enum class LicencesDue : std::uint8_t { expired, soon };

struct DueLicence {
  Licence licence;
  Uuid target_id, department_id;
  std::string target_name;
};

/// How many there are: exactly, or at least so many.
struct LicenceCount {
  int count = 0;
  bool is_more = false;
};
struct LicenceDuties {
  LicenceCount expired, soon;
};

struct LicenceList : LoadState {
  LicencesDue due = LicencesDue::expired;
  /// Nothing was read yet.
  bool is_new = true;
  bool has_more = false;
  std::vector<DueLicence> entries = {};
};

struct LicencesModel {
  Loaded<LicenceDuties> duties;
  LicenceList list;
};

struct ReadLicenceDuties {};
/// From the beginning. What is there of the same kind stays until the answer comes.
struct ShowLicences {
  LicencesDue due = LicencesDue::expired;
};
struct ReadMoreLicences {};
using LicencesRequest = std::variant<ReadLicenceDuties, ShowLicences, ReadMoreLicences>;

/// As they stand in the address.
std::string_view text_of(LicencesDue due);
std::optional<LicencesDue> licences_due_from(std::string_view text);

}  // namespace mingchou::client
