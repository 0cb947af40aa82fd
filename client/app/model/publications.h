// Where and when a version of a list or a plan was made public, as screens see it, and the reading of it. Plain data.
#pragma once

#include <optional>
#include <string>

#include "shared/base/time.h"
#include "shared/items/entities.h"
#include "shared/json/fields.h"

namespace mingchou::client {

namespace publication_limits {
inline constexpr std::size_t records_max = 200;
inline constexpr int address_characters_max = 500;
}  // namespace publication_limits

struct PublicationRecord {
  Uuid id;
  items::Channel channel = items::Channel::department_portal;
  /// A plan is issued only: its end is not published.
  items::Notice notice = items::Notice::issue;
  CivilDate published_on;
  std::string address;
  Instant recorded_at;
  std::string recorded_by;
  /// Of a record that was voided.
  std::optional<Instant> voided_at;
  std::string voided_by, void_reason;
};

Result<PublicationRecord> read_publication(json::ObjectReader& reader);

}  // namespace mingchou::client
