#include "tests/client/data_support.h"

#include <algorithm>

#include "shared/base/hex.h"
#include "shared/demo/county.h"
#include "shared/json/canonical.h"
#include "shared/json/writer.h"

namespace mingchou::client::data_test {
namespace {

/// Fields in any order, absent ones left out; the canonical text is made at the end.
class Object {
 public:
  Object() { writer_.begin_object(); }
  Object& put(std::string_view key, std::string_view text) {
    writer_.field(key, text);
    return *this;
  }
  Object& put(std::string_view key, const char* text) { return put(key, std::string_view(text)); }
  Object& put(std::string_view key, const std::string& text) { return put(key, std::string_view(text)); }
  Object& put(std::string_view key, CivilDate date) { return put(key, date.text()); }
  template <class T>
  Object& put(std::string_view key, const Id<T>& id) {
    return put(key, id.uuid.text());
  }
  template <class T>
  Object& put(std::string_view key, const std::optional<T>& value) {
    return value ? put(key, *value) : *this;
  }
  json::Writer& writer() { return writer_; }
  std::string canonical() && {
    writer_.end_object();
    return json::canonical(std::move(writer_).take()).value();
  }

 private:
  json::Writer writer_;
};

template <class TargetType>
std::string target_line(const TargetType& t, std::string_view kind, std::string_view status, std::int64_t revision) {
  Object line;
  line.put("type", "target").put("id", t.id).put("kind", kind).put("name", t.name).put("credit_code", t.credit_code);
  line.put("registration_number", t.registration_number).put("holder_id", t.holder_id).put("form", t.form);
  line.put("established_on", t.established_on).put("registration_authority", t.registration_authority);
  line.put("status", status).put("legal_person", t.legal_person).put("township_code", t.township_code);
  line.put("address", t.address).put("contact_name", t.contact_name).put("contact_phone", t.contact_phone);
  line.put("industry_code", t.industry_code).put("responsible_department_id", t.responsible_department_id);
  line.put("station", t.station).put("area", t.area).put("last_checked_on", t.last_checked_on);
  line.writer().field("revision", revision).key("tags").begin_array();
  for (const TagId& tag : t.tags) line.writer().value(tag.uuid.text());
  line.writer().end_array().key("licences").begin_array();
  for (const Licence& licence : t.licences) {
    line.writer().begin_object();
    line.put("id", licence.id).put("name", licence.name).put("number", licence.number);
    line.put("authority", licence.authority).put("issued_on", licence.issued_on).put("expires_on", licence.expires_on);
    line.writer().end_object();
  }
  line.writer().end_array();
  return std::move(line).canonical();
}

std::string manifest_of(const Snapshot& snapshot, std::size_t targets) {
  json::Writer writer;
  std::size_t bytes = 0, raw_bytes = 0;
  writer.begin_object().field("format", 1).field("snapshot", snapshot.id).field("created_at", 1'789'000'000'000);
  writer.key("parts").begin_array();
  for (std::size_t i = 0; i < snapshot.parts.size(); ++i) {
    const std::string& part = snapshot.parts[i];
    writer.begin_object().field("index", i).field("row_count", std::ranges::count(part, '\n'));
    writer.field("bytes", part.size() / 4).field("raw_bytes", part.size());
    writer.field("sha256", to_hex(crypto::hash(crypto::Suite::sha256, as_bytes(part)))).end_object();
    bytes += part.size() / 4;
    raw_bytes += part.size();
  }
  writer.end_array().field("row_count", targets).field("bytes", bytes).field("raw_bytes", raw_bytes).end_object();
  return std::move(writer).take();
}

Snapshot finished(Snapshot snapshot, std::size_t targets) {
  Bytes all;
  for (const std::string& part : snapshot.parts) append(all, crypto::hash(crypto::Suite::sha256, as_bytes(part)));
  snapshot.id = to_hex(crypto::hash(crypto::Suite::sha256, all));
  snapshot.manifest = manifest_of(snapshot, targets);
  return snapshot;
}

}  // namespace

// --- Tablet -------------------------------------------------------------------------------------------------

OpenOptions Tablet::options(const std::optional<DatabaseKey>& key) const {
  return {.path = database_path,
          .vfs = key ? vfs->encrypted_name() : vfs->plain_name(),
          .key = key,
          .exclusive = true,
          .checkpoint_pages = 60};
}

Result<> Tablet::mount(SimulatedDisk& disk) {
  close();
  auto opened = BlockPool::open(disk);
  if (!opened) return fail(Error("store.io_error").with("path", database_path));
  pool = *std::move(opened);
  static int counter = 0;
  vfs = MC_TRY(BlockVfs::create("tablet" + std::to_string(++counter), *pool, clock));
  return {};
}

Result<> Tablet::open(SimulatedDisk& disk, const std::optional<DatabaseKey>& key) {
  MC_TRY(mount(disk));
  store = MC_TRY(LocalStore::open(options(key), clock, random));
  return {};
}

void Tablet::close() {
  store.reset();
  vfs.reset();
  pool.reset();
}

// --- snapshots ----------------------------------------------------------------------------------------------

Snapshot make_snapshot(const std::vector<std::string>& lines, std::size_t lines_a_part, std::size_t targets) {
  Snapshot snapshot;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i % lines_a_part == 0) snapshot.parts.emplace_back();
    snapshot.parts.back() += lines[i] + "\n";
  }
  return finished(std::move(snapshot), targets);
}

County make_county(std::uint64_t targets, std::uint64_t seed) {
  DemoCounty demo({.targets = targets, .seed = seed});
  County county{demo.departments(), demo.tags(), {}};
  while (auto target = demo.next_target()) county.targets.push_back(*std::move(target));
  std::ranges::sort(county.targets, {}, &Target::id);
  return county;
}

std::string line_of(const Department& department) {
  Object line;
  line.put("type", "department").put("id", department.id).put("code", department.code).put("name", department.name);
  line.put("short_name", department.short_name).put("kind", text_of(department.kind));
  return std::move(line).canonical();
}

std::string line_of(const Tag& tag) {
  Object line;
  line.put("type", "tag").put("id", tag.id).put("name", tag.name);
  return std::move(line).canonical();
}

std::string line_of(const Target& target) {
  return target_line(target, text_of(target.kind), text_of(target.status), 1);
}

Snapshot make_snapshot(const County& county, std::size_t targets_a_part) {
  Snapshot snapshot;
  std::string& first = snapshot.parts.emplace_back();
  for (const Department& department : county.departments) first += line_of(department) + "\n";
  for (const Tag& tag : county.tags) first += line_of(tag) + "\n";
  for (std::size_t i = 0; i < county.targets.size(); ++i) {
    if (i % targets_a_part == 0) snapshot.parts.emplace_back();
    snapshot.parts.back() += line_of(county.targets[i]) + "\n";
  }
  return finished(std::move(snapshot), county.targets.size());
}

// --- FakeServer ---------------------------------------------------------------------------------------------

Network::RequestId FakeServer::send(const HttpRequest& request, Done done) {
  asked_.push_back(request.path);
  pending_.emplace(++last_, std::pair(request.path, std::move(done)));
  return last_;
}

void FakeServer::answer_all() {
  while (!pending_.empty()) {
    auto request = pending_.extract(pending_.begin());
    auto& [path, done] = request.mapped();
    auto other = instead ? instead(path) : std::nullopt;
    done(other ? *std::move(other) : Result<HttpAnswer>(answer(path)));
  }
}

HttpAnswer FakeServer::answer(const std::string& path) const {
  if (!snapshot_) return {.status = 503, .body = "", .retry_after_s = 1};
  if (path == manifest_path) return {.status = 200, .body = snapshot_->manifest};
  for (std::size_t i = 0; i < snapshot_->parts.size(); ++i)
    if (path == part_path(snapshot_->id, i)) return {.status = 200, .body = snapshot_->parts[i]};
  return {.status = 410, .body = ""};
}

// --- Downloading --------------------------------------------------------------------------------------------

Downloading::Downloading(Tablet& tablet, FakeServer& network)
    : server(network),
      download(tablet.store->register_store(), tablet.store->database(), network, tablet.clock, tablet.random,
               stopwatch, [this] { ++installed; }) {}

bool Downloading::run(const std::function<bool()>& until) {
  download.start();
  constexpr int steps_max = 100'000;
  for (int i = 0; i < steps_max; ++i) {
    if (until && until()) return true;
    switch (download.step(Deadline(stopwatch, Jobs::budget_ms))) {
      case JobState::ended:
        return true;
      case JobState::working:
        break;
      case JobState::waiting:
        if (until && until()) return true;
        if (const auto wait = download.wait_ms()) {
          waited_ms += *wait;
          stopwatch.advance(*wait);
        }
        server.answer_all();
    }
  }
  return false;
}

// --- what is in the database --------------------------------------------------------------------------------

Result<std::vector<std::string>> lines_in(LocalStore& store) {
  std::vector<std::string> lines;
  const auto generation = MC_TRY(store.register_store().current());
  if (!generation) return lines;
  std::vector<TargetId> ids;
  MC_TRY(store.register_store().scan(generation->number, {}, snapshot_limits::rows_max,
                                     [&](const TargetEntry& entry) -> Result<> {
                                       ids.push_back(entry.id);
                                       return {};
                                     }));
  for (const TargetId& id : ids) {
    const auto details = MC_TRY(store.register_store().details(id));
    if (!details) return fail(Error("store.damaged").with("path", "register_target"));
    const RegisterTarget& target = details->target;
    lines.push_back(target_line(target, target.kind, target.status, target.revision));
  }
  return lines;
}

std::vector<std::string> lines_of(const County& county) {
  std::vector<std::string> lines;
  for (const Target& target : county.targets) lines.push_back(line_of(target));
  return lines;
}

}  // namespace mingchou::client::data_test
