#include "client/app/model/publications.h"

#include "client/app/model/json_parts.h"

namespace mingchou::client {

using namespace json_parts;

Result<PublicationRecord> read_publication(json::ObjectReader& reader) {
  PublicationRecord record;
  record.id = MC_TRY(read_uuid(reader, "id"));
  record.channel = MC_TRY(read_word(reader, "channel", items::channel_from));
  if (reader.has("notice")) record.notice = MC_TRY(read_word(reader, "notice", items::notice_from));
  record.published_on = MC_TRY(read_day(reader, "published_on"));
  record.address = MC_TRY(read_text(reader, "address"));
  record.recorded_at = MC_TRY(read_instant(reader, "recorded_at"));
  record.recorded_by = MC_TRY(read_text(reader, "recorded_by"));
  if (const auto at = MC_TRY(reader.value("voided_at")).int64()) record.voided_at = Instant{*at};
  record.voided_by = MC_TRY(read_text(reader, "voided_by"));
  record.void_reason = MC_TRY(read_text(reader, "void_reason"));
  return record;
}

}  // namespace mingchou::client
