#include "client/app/data/register_snapshot.h"

#include <algorithm>

#include "shared/base/hex.h"
#include "shared/json/canonical.h"
#include "shared/json/fields.h"
#include "shared/json/writer.h"

namespace mingchou::client {
namespace {

namespace limits = snapshot_limits;
constexpr auto integer_max = static_cast<std::int64_t>(json::safe_integer_max);
constexpr json::Size text_size{0, limits::text_bytes_max};
constexpr json::Size name_size{1, limits::text_bytes_max};
constexpr json::Size hash_size{64, 64};

std::unexpected<Error> not_of_form(const json::ObjectReader& object, std::string_view key) {
  return fail(Error("client.strange_answer").because(object.path_of(key)));
}

Result<Uuid> uuid(json::ObjectReader& object, std::string_view key) {
  const auto id = Uuid::parse(MC_TRY(object.text(key, {36, 36})));
  if (!id) return not_of_form(object, key);
  return *id;
}

Result<std::string> text(json::ObjectReader& object, std::string_view key, json::Size size) {
  return std::string(MC_TRY(object.text(key, size)));
}

Result<std::optional<std::string>> optional_text(json::ObjectReader& object, std::string_view key) {
  const auto found = MC_TRY(object.optional_text(key, text_size));
  return found ? std::optional(std::string(*found)) : std::nullopt;
}

Result<std::optional<CivilDate>> optional_date(json::ObjectReader& object, std::string_view key) {
  const auto found = MC_TRY(object.optional_text(key, {10, 10}));
  if (!found) return std::nullopt;
  const auto date = CivilDate::parse(*found);
  if (!date) return not_of_form(object, key);
  return date;
}

Result<crypto::Digest> digest(json::ObjectReader& object, std::string_view key) {
  const auto bytes = from_hex(MC_TRY(object.text(key, hash_size)));
  if (!bytes) return not_of_form(object, key);
  crypto::Digest found;
  std::ranges::copy(*bytes, found.begin());
  return found;
}

Result<SnapshotPart> read_part(json::ObjectReader& object, std::size_t expected_index) {
  const auto index = static_cast<std::int64_t>(expected_index);
  MC_TRY(object.integer("index", {index, index}));
  SnapshotPart part;
  part.row_count = MC_TRY(object.integer("row_count", {0, limits::part_rows_max}));
  part.bytes = MC_TRY(object.integer("bytes", {0, limits::part_raw_bytes_max}));
  part.raw_bytes = MC_TRY(object.integer("raw_bytes", {0, limits::part_raw_bytes_max}));
  part.sha256 = MC_TRY(digest(object, "sha256"));
  return part;
}

Result<> check_sums(const Manifest& manifest) {
  std::int64_t rows = 0, bytes = 0, raw_bytes = 0;
  for (const SnapshotPart& part : manifest.parts) {
    rows += part.row_count;
    bytes += part.bytes;
    raw_bytes += part.raw_bytes;
  }
  if (rows < manifest.target_count || bytes != manifest.bytes || raw_bytes != manifest.raw_bytes)
    return fail(Error("client.strange_answer").because("the manifest's sums are not those of its parts"));
  return {};
}

Result<Manifest> read_fields(json::Value value) {
  auto object = MC_TRY(json::ObjectReader::of(value));
  if (MC_TRY(object.integer("format")) != 1) return fail(Error("register.newer_format"));
  Manifest manifest;
  manifest.snapshot = MC_TRY(text(object, "snapshot", hash_size));
  if (!from_hex(manifest.snapshot)) return not_of_form(object, "snapshot");
  manifest.created_at.ms = MC_TRY(object.integer("created_at", {0, integer_max}));
  manifest.target_count = MC_TRY(object.integer("row_count", {0, limits::rows_max}));
  manifest.bytes = MC_TRY(object.integer("bytes", {0, integer_max}));
  manifest.raw_bytes = MC_TRY(object.integer("raw_bytes", {0, integer_max}));
  for (json::ObjectReader& part : MC_TRY(object.objects("parts", {0, limits::parts_max})))
    manifest.parts.push_back(MC_TRY(read_part(part, manifest.parts.size())));
  MC_TRY(check_sums(manifest));
  return manifest;
}

// --- lines --------------------------------------------------------------------------------------------------

Result<RegisterLine> read_department(json::ObjectReader& object) {
  RegisterDepartment department;
  department.id = {MC_TRY(uuid(object, "id"))};
  department.code = MC_TRY(text(object, "code", name_size));
  department.name = MC_TRY(text(object, "name", name_size));
  department.short_name = MC_TRY(text(object, "short_name", name_size));
  department.kind = MC_TRY(text(object, "kind", name_size));
  return department;
}

Result<RegisterLine> read_tag(json::ObjectReader& object) {
  RegisterTag tag;
  tag.id = {MC_TRY(uuid(object, "id"))};
  tag.name = MC_TRY(text(object, "name", name_size));
  return tag;
}

Result<Licence> read_licence(json::ObjectReader& object) {
  Licence licence;
  licence.id = {MC_TRY(uuid(object, "id"))};
  licence.name = MC_TRY(text(object, "name", text_size));
  licence.number = MC_TRY(text(object, "number", text_size));
  licence.authority = MC_TRY(text(object, "authority", text_size));
  licence.issued_on = MC_TRY(optional_date(object, "issued_on"));
  licence.expires_on = MC_TRY(optional_date(object, "expires_on"));
  return licence;
}

Result<> read_identity(json::ObjectReader& object, RegisterTarget& target) {
  target.id = {MC_TRY(uuid(object, "id"))};
  target.kind = MC_TRY(text(object, "kind", name_size));
  target.name = MC_TRY(text(object, "name", name_size));
  target.credit_code = MC_TRY(optional_text(object, "credit_code"));
  target.registration_number = MC_TRY(optional_text(object, "registration_number"));
  if (object.has("holder_id")) target.holder_id = {MC_TRY(uuid(object, "holder_id"))};
  target.form = MC_TRY(optional_text(object, "form"));
  target.established_on = MC_TRY(optional_date(object, "established_on"));
  target.registration_authority = MC_TRY(optional_text(object, "registration_authority"));
  target.status = MC_TRY(text(object, "status", name_size));
  target.legal_person = MC_TRY(optional_text(object, "legal_person"));
  return {};
}

Result<> read_supervision(json::ObjectReader& object, RegisterTarget& target) {
  target.township_code = MC_TRY(text(object, "township_code", text_size));
  target.address = MC_TRY(optional_text(object, "address"));
  target.contact_name = MC_TRY(optional_text(object, "contact_name"));
  target.contact_phone = MC_TRY(optional_text(object, "contact_phone"));
  target.industry_code = MC_TRY(optional_text(object, "industry_code"));
  target.responsible_department_id = {MC_TRY(uuid(object, "responsible_department_id"))};
  target.station = MC_TRY(optional_text(object, "station"));
  target.area = MC_TRY(optional_text(object, "area"));
  target.last_checked_on = MC_TRY(optional_date(object, "last_checked_on"));
  target.revision = MC_TRY(object.integer("revision", {1, integer_max}));
  return {};
}

Result<> read_lists(json::ObjectReader& object, RegisterTarget& target) {
  if (object.has("tags"))
    for (const std::string_view id : MC_TRY(object.texts("tags", {0, limits::tags_of_target_max}, {36, 36}))) {
      const auto tag = Uuid::parse(id);
      if (!tag) return not_of_form(object, "tags");
      target.tags.push_back({*tag});
    }
  if (object.has("licences"))
    for (json::ObjectReader& licence : MC_TRY(object.objects("licences", {0, limits::licences_max})))
      target.licences.push_back(MC_TRY(read_licence(licence)));
  return {};
}

Result<RegisterLine> read_target(json::ObjectReader& object) {
  RegisterTarget target;
  MC_TRY(read_identity(object, target));
  MC_TRY(read_supervision(object, target));
  MC_TRY(read_lists(object, target));
  return target;
}

template <class Enum, std::size_t N>
std::optional<Enum> find_text(const Enum (&values)[N], std::string_view text) {
  for (const Enum value : values)
    if (text_of(value) == text) return value;
  return std::nullopt;
}

}  // namespace

std::string part_path(std::string_view snapshot, std::size_t part) {
  return std::string(manifest_path) + "/" + std::string(snapshot) + "/" + std::to_string(part);
}

Result<Manifest> read_manifest(std::string_view json) {
  const auto document = json::parse(json);
  if (!document) return fail(Error("client.strange_answer").because(document.error().code));
  auto manifest = read_fields(document->root());
  if (manifest || manifest.error().code == "register.newer_format") return manifest;
  const Error& error = manifest.error();
  return fail(Error("client.strange_answer").because(error.code + " " + std::string(error.argument("field"))));
}

std::optional<TargetKind> kind_of(std::string_view text) {
  using enum TargetKind;
  static constexpr TargetKind all[] = {enterprise, self_employed, cooperative, institution,
                                       product,    project,       behaviour};
  return find_text(all, text);
}

std::optional<TargetStatus> status_of(std::string_view text) {
  using enum TargetStatus;
  static constexpr TargetStatus all[] = {active, suspended, deregistered, licence_revoked, withdrawn, moved_out};
  return find_text(all, text);
}

Result<RegisterLine> read_register_line(json::Value value) {
  auto object = MC_TRY(json::ObjectReader::of(value));
  const std::string_view type = MC_TRY(object.text("type"));
  if (type == "target") return read_target(object);
  if (type == "department") return read_department(object);
  if (type == "tag") return read_tag(object);
  return std::monostate();
}

std::string write_licences(const std::vector<Licence>& licences) {
  json::Writer writer;
  writer.begin_array();
  for (const Licence& licence : licences) {
    writer.begin_object().field("id", licence.id.uuid.text()).field("name", licence.name);
    writer.field("number", licence.number).field("authority", licence.authority);
    if (licence.issued_on) writer.field("issued_on", licence.issued_on->text());
    if (licence.expires_on) writer.field("expires_on", licence.expires_on->text());
    writer.end_object();
  }
  writer.end_array();
  return std::move(writer).take();
}

Result<std::vector<Licence>> read_licences(std::string_view json) {
  const json::Document document = MC_TRY(json::parse(json));
  std::vector<Licence> licences;
  for (const json::Value value : document.root().items()) {
    auto object = MC_TRY(json::ObjectReader::of(value));
    licences.push_back(MC_TRY(read_licence(object)));
  }
  return licences;
}

}  // namespace mingchou::client
