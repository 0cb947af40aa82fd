// Downloading the target register: whole or not at all, on over every interruption.
#include <doctest/doctest.h>

#include <algorithm>

#include "client/app/register/register.h"
#include "shared/store/integrity.h"
#include "tests/client/data_support.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::data_test;
using Phase = DownloadStatus::Phase;

namespace {

struct Scene {
  SimulatedDisk disk{8};
  Tablet tablet;
  FakeServer server;
  Scene() { REQUIRE(tablet.open(disk)); }

  RegisterStore& store() { return tablet.store->register_store(); }
  std::vector<std::string> lines() { return lines_in(*tablet.store).value(); }
  std::string snapshot() {
    const auto current = store().current().value();
    return current ? current->snapshot : "";
  }
  void reopen() {
    tablet.close();
    REQUIRE(tablet.open(disk));
  }
  void remove_all_that_leaves() {
    while (store().remove_some(50).value()) {
    }
  }
  std::int64_t rows(const std::string& table) {
    return tablet.store->database().number("SELECT count(*) FROM " + table).value();
  }
};

HttpAnswer status(int code, std::optional<int> retry_after_s = {}) {
  return {.status = code, .body = "<html>Bad Gateway</html>", .retry_after_s = retry_after_s};
}

std::size_t parts_asked(const FakeServer& server) {
  return static_cast<std::size_t>(std::ranges::count_if(
      server.asked(), [](const std::string& path) { return path.size() > manifest_path.size(); }));
}

std::string with(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("download: the whole register arrives, row by row as it was sent") {
  Scene scene;
  const County county = make_county(900);
  const Snapshot snapshot = make_snapshot(county);
  scene.server.serve(snapshot);
  Downloading downloading(scene.tablet, scene.server);
  REQUIRE(downloading.run());
  CHECK(downloading.download.status().phase == Phase::done);
  CHECK(downloading.installed == 1);
  CHECK(scene.snapshot() == snapshot.id);
  CHECK(scene.lines() == lines_of(county));
  const auto& status = downloading.download.status();
  CHECK(status.rows_done == status.rows_total);
  CHECK(status.rows_total == 900);
  CHECK(status.bytes_done == status.bytes_total);
  const auto current = scene.store().current().value();
  const auto departments = scene.store().departments(current->number).value();
  REQUIRE(departments.size() == county.departments.size());
  for (std::size_t i = 0; i < departments.size(); ++i) {
    CHECK(departments[i].id == county.departments[i].id);
    CHECK(departments[i].short_name == county.departments[i].short_name);
  }
  CHECK(scene.store().tags(current->number)->size() == county.tags.size());
  CHECK(current->installed_at == scene.tablet.clock.now());
  CHECK(check_integrity(scene.tablet.store->database())->empty());
}

TEST_CASE("download: a target's page has all of its fields, licences, tags, department and holder") {
  Scene scene;
  const County county = make_county(900);
  scene.server.serve(make_snapshot(county));
  REQUIRE(Downloading(scene.tablet, scene.server).run());
  std::size_t with_licence = 0, with_tags = 0, with_holder = 0;
  for (const Target& target : county.targets) {
    const auto details = scene.store().details(target.id).value();
    REQUIRE(details);
    REQUIRE(details->department);
    CHECK(details->department->id == target.responsible_department_id);
    CHECK(details->tags.size() == target.tags.size());
    CHECK(details->target.licences.size() == target.licences.size());
    CHECK(details->holder_name.has_value() == target.holder_id.has_value());
    with_licence += !target.licences.empty();
    with_tags += !target.tags.empty();
    with_holder += target.holder_id.has_value();
  }
  CHECK(with_licence > 10);
  CHECK(with_tags > 10);
  CHECK(with_holder > 0);
  CHECK_FALSE(scene.store().details({}).value());
}

TEST_CASE("download: interrupted anywhere it goes on behind what has arrived, and asks for no part twice") {
  const County county = make_county(700);
  const Snapshot snapshot = make_snapshot(county, 100);
  for (std::size_t stop_after = 1; stop_after <= snapshot.parts.size(); ++stop_after) {
    CAPTURE(stop_after);
    Scene scene;
    scene.server.serve(snapshot);
    {
      Downloading first(scene.tablet, scene.server);
      REQUIRE(first.run([&] { return parts_asked(scene.server) > stop_after; }));
      first.download.cancel();
      CHECK(first.download.status().phase == (stop_after == snapshot.parts.size() ? Phase::done : Phase::cancelled));
    }
    scene.reopen();
    if (stop_after < snapshot.parts.size()) CHECK(scene.snapshot().empty());
    const auto asked_before = scene.server.asked().size();
    Downloading second(scene.tablet, scene.server);
    REQUIRE(second.run());
    CHECK(second.download.status().phase == Phase::done);
    CHECK(scene.lines() == lines_of(county));
    // What was written whole isn't asked for again; nor is the manifest.
    CHECK(scene.server.asked().size() - asked_before <= snapshot.parts.size() - stop_after + 2);
    if (stop_after < snapshot.parts.size())
      CHECK(std::ranges::find(scene.server.asked().begin() + static_cast<std::ptrdiff_t>(asked_before),
                              scene.server.asked().end(), manifest_path) == scene.server.asked().end());
  }
}

TEST_CASE("download: killed in the middle of a part it writes the rest of it only") {
  const County county = make_county(400);
  Scene scene;
  scene.server.serve(make_snapshot(county, 400));
  {
    Downloading first(scene.tablet, scene.server);
    REQUIRE(first.run([&] { return first.download.status().rows_done > 150; }));
  }
  scene.reopen();
  const std::int64_t before = scene.rows("register_target");
  CHECK(before > 0);
  CHECK(before < 400);
  REQUIRE(Downloading(scene.tablet, scene.server).run());
  CHECK(scene.lines() == lines_of(county));
}

TEST_CASE("download: the old register stays until the new one is whole, then its rows go in steps") {
  Scene scene;
  const County old_county = make_county(300, 1), new_county = make_county(350, 2);
  const Snapshot old_snapshot = make_snapshot(old_county), new_snapshot = make_snapshot(new_county);
  scene.server.serve(old_snapshot);
  REQUIRE(Downloading(scene.tablet, scene.server).run());
  scene.server.serve(new_snapshot);
  Downloading downloading(scene.tablet, scene.server);
  while (!downloading.run([&] {
    CHECK(scene.snapshot() == old_snapshot.id);
    return downloading.download.status().rows_done > 200;
  })) {
  }
  CHECK(scene.lines() == lines_of(old_county));
  REQUIRE(downloading.run());
  CHECK(scene.snapshot() == new_snapshot.id);
  CHECK(scene.lines() == lines_of(new_county));
  CHECK(scene.rows("register_target") == 650);
  int steps = 0;
  while (scene.store().remove_some(50).value()) ++steps;
  CHECK(steps >= 6);
  CHECK(scene.rows("register_target") == 350);
  CHECK(scene.rows("register_generation") == 1);
  CHECK(scene.rows("register_department") == static_cast<std::int64_t>(new_county.departments.size()));
  CHECK(scene.lines() == lines_of(new_county));
}

TEST_CASE("download: parts that stand here already are copied and not fetched") {
  Scene scene;
  County county = make_county(1000);
  const Snapshot before = make_snapshot(county, 100);
  scene.server.serve(before);
  REQUIRE(Downloading(scene.tablet, scene.server).run());
  CHECK(parts_asked(scene.server) == 11);
  county.targets[250].name = "西华县改名后的𰻞面馆";
  county.targets[777].legal_person = "新负责人";
  const Snapshot after = make_snapshot(county, 100);
  scene.server.serve(after);
  const auto asked_before = parts_asked(scene.server);
  {
    // Killed while it copies.
    Downloading interrupted(scene.tablet, scene.server);
    REQUIRE(interrupted.run([&] { return interrupted.download.status().rows_done > 450; }));
  }
  scene.reopen();
  REQUIRE(Downloading(scene.tablet, scene.server).run());
  CHECK(scene.snapshot() == after.id);
  CHECK(scene.lines() == lines_of(county));
  // Departments and tags, and the two parts that changed.
  CHECK(parts_asked(scene.server) - asked_before == 3);
  scene.remove_all_that_leaves();
  CHECK(scene.lines() == lines_of(county));
}

TEST_CASE("download: a snapshot that is served no more is left for the newest, and its parts stay of use") {
  Scene scene;
  County county = make_county(800);
  scene.server.serve(make_snapshot(county, 100));
  {
    Downloading first(scene.tablet, scene.server);
    REQUIRE(first.run([&] { return parts_asked(scene.server) > 5; }));
  }
  county.targets[20].name = "改名";
  scene.server.serve(make_snapshot(county, 100));
  scene.reopen();
  const auto asked_before = scene.server.asked().size();
  Downloading second(scene.tablet, scene.server);
  REQUIRE(second.run());
  CHECK(second.download.status().phase == Phase::done);
  CHECK(scene.lines() == lines_of(county));
  const auto asked = scene.server.asked().size() - asked_before;
  // The part that is gone, the manifest, and what was neither written nor unchanged.
  CHECK(asked >= 6);
  CHECK(asked <= 9);
  scene.remove_all_that_leaves();
  CHECK(scene.rows("register_generation") == 1);
}

TEST_CASE("download: a server that always has another snapshot is given up in the end") {
  Scene scene;
  const County county = make_county(200);
  scene.server.serve(make_snapshot(county));
  scene.server.instead = [](const std::string& path) -> std::optional<Result<HttpAnswer>> {
    if (path == manifest_path) return std::nullopt;
    return status(410);
  };
  Downloading downloading(scene.tablet, scene.server);
  REQUIRE(downloading.run());
  CHECK(downloading.download.status().phase == Phase::failed);
  CHECK(downloading.download.status().error->code == "client.refused");
}

TEST_CASE("download: nothing is fetched if the register is the newest") {
  Scene scene;
  scene.server.serve(make_snapshot(make_county(200)));
  REQUIRE(Downloading(scene.tablet, scene.server).run());
  const auto asked = scene.server.asked().size();
  Downloading again(scene.tablet, scene.server);
  REQUIRE(again.run());
  CHECK(again.download.status().phase == Phase::done);
  CHECK(again.download.status().was_up_to_date);
  CHECK(again.installed == 0);
  CHECK(scene.server.asked().size() == asked + 1);
}

TEST_CASE("download: it waits as long as Retry-After says, and somewhat longer, each tablet differently") {
  std::vector<double> waits;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Scene scene;
    scene.tablet.random = SeededRandom(seed);
    scene.server.serve(make_snapshot(make_county(50)));
    int refusals = 1;
    scene.server.instead = [&](const std::string&) -> std::optional<Result<HttpAnswer>> {
      if (refusals-- > 0) return status(503, 20);
      return std::nullopt;
    };
    Downloading downloading(scene.tablet, scene.server);
    REQUIRE(downloading.run([&] { return downloading.download.status().phase == Phase::waiting; }));
    REQUIRE(downloading.download.status().error);
    const auto wait = downloading.download.wait_ms();
    REQUIRE(wait);
    CHECK(*wait > 19'900);
    CHECK(*wait <= 30'000);
    waits.push_back(*wait);
    REQUIRE(downloading.run());
    CHECK(downloading.download.status().phase == Phase::done);
    CHECK_FALSE(downloading.download.status().error);
  }
  std::ranges::sort(waits);
  CHECK(waits.back() - waits.front() > 3000);
}

TEST_CASE("download: without network it tries again ever later, then says why, and goes on when asked") {
  Scene scene;
  const County county = make_county(300);
  scene.server.serve(make_snapshot(county, 100));
  bool offline = false;
  scene.server.instead = [&](const std::string&) -> std::optional<Result<HttpAnswer>> {
    if (offline) return fail(Error("client.offline"));
    return std::nullopt;
  };
  Downloading downloading(scene.tablet, scene.server);
  REQUIRE(downloading.run([&] { return parts_asked(scene.server) == 2; }));
  offline = true;
  const auto asked = scene.server.asked().size();
  REQUIRE(downloading.run());
  CHECK(downloading.download.status().phase == Phase::failed);
  CHECK(downloading.download.status().error->code == "client.offline");
  CHECK(scene.server.asked().size() == asked + download_limits::tries_max);
  CHECK(downloading.waited_ms > 2000 * (1 + 2 + 4 + 8 + 16));
  offline = false;
  REQUIRE(downloading.run());
  CHECK(downloading.download.status().phase == Phase::done);
  CHECK(scene.lines() == lines_of(county));
}

TEST_CASE("download: the browser's word that the network is back ends the waiting") {
  Scene scene;
  scene.server.serve(make_snapshot(make_county(50)));
  bool offline = true;
  scene.server.instead = [&](const std::string&) -> std::optional<Result<HttpAnswer>> {
    if (offline) return fail(Error("client.offline"));
    return std::nullopt;
  };
  Downloading downloading(scene.tablet, scene.server);
  REQUIRE(downloading.run([&] { return downloading.download.status().phase == Phase::waiting; }));
  CHECK(*downloading.download.wait_ms() > 1000);
  offline = false;
  downloading.download.network_returned();
  CHECK(*downloading.download.wait_ms() == 0);
  const double waited = downloading.waited_ms;
  REQUIRE(downloading.run());
  CHECK(downloading.waited_ms == waited);
  CHECK(downloading.download.status().phase == Phase::done);
}

TEST_CASE("download: a part damaged on its way is fetched again, and given up after three times") {
  const County county = make_county(300);
  const Snapshot snapshot = make_snapshot(county, 100);
  for (const int damaged : {1, 2, 3}) {
    CAPTURE(damaged);
    Scene scene;
    scene.server.serve(snapshot);
    int left = damaged;
    scene.server.instead = [&](const std::string& path) -> std::optional<Result<HttpAnswer>> {
      if (path != part_path(snapshot.id, 2) || left-- <= 0) return std::nullopt;
      return HttpAnswer{.status = 200, .body = "<html>请登录校园网</html>"};
    };
    Downloading downloading(scene.tablet, scene.server);
    REQUIRE(downloading.run());
    const auto& status = downloading.download.status();
    CHECK(status.phase == (damaged < 3 ? Phase::done : Phase::failed));
    if (damaged < 3) continue;
    CHECK(status.error->code == "register.damaged_part");
    CHECK(status.error->argument("part") == "3");
    CHECK(scene.snapshot().empty());
    // The next try asks what there is first, and keeps what has arrived.
    const auto asked = scene.server.asked().size();
    REQUIRE(downloading.run());
    CHECK(status.phase == Phase::done);
    CHECK(scene.server.asked()[asked] == manifest_path);
    CHECK(scene.server.asked().size() <= asked + 3);
    CHECK(scene.lines() == lines_of(county));
  }
}

TEST_CASE("download: what a newer server adds is passed over") {
  Scene scene;
  const County county = make_county(3);
  std::vector<std::string> lines;
  for (const Department& department : county.departments) lines.push_back(line_of(department));
  for (const Tag& tag : county.tags) lines.push_back(line_of(tag));
  lines.push_back(R"({"body":{"deep":[1,2]},"type":"hologram"})");
  lines.push_back(with(line_of(county.targets[0]), R"("type":"target")", R"("type":"target","aura":["red"],"z":{})"));
  lines.push_back(with(line_of(county.targets[1]), R"("kind":")", R"("kind":"space_)"));
  lines.push_back(with(line_of(county.targets[2]), R"("status":")", R"("status":"un)"));
  scene.server.serve(make_snapshot(lines, 10, 3));
  Downloading downloading(scene.tablet, scene.server);
  REQUIRE(downloading.run());
  CHECK(downloading.download.status().phase == Phase::done);
  const auto stored = scene.lines();
  REQUIRE(stored.size() == 3);
  CHECK(stored[0] == line_of(county.targets[0]));
  CHECK(stored[1] == lines[lines.size() - 2]);
  CHECK(stored[2] == lines.back());
}

TEST_CASE("download: a manifest that makes no sense is refused with a sentence") {
  const Snapshot snapshot = make_snapshot(make_county(60), 20);
  const std::string& good = snapshot.manifest;
  const std::string other_hash(64, 'g');
  const struct {
    std::string manifest;
    std::string_view code;
  } cases[] = {
      {"", "client.strange_answer"},
      {"<html>", "client.strange_answer"},
      {"[]", "client.strange_answer"},
      {"{}", "client.strange_answer"},
      {with(good, R"("format":1)", R"("format":2)"), "register.newer_format"},
      {with(good, R"("format":1)", R"("format":"1")"), "client.strange_answer"},
      {with(good, snapshot.id, other_hash), "client.strange_answer"},
      {with(good, snapshot.id, "../../etc"), "client.strange_answer"},
      {with(good, R"("index":1)", R"("index":2)"), "client.strange_answer"},
      {with(good, R"("row_count":20)", R"("row_count":-1)"), "client.strange_answer"},
      {with(good, R"("row_count":20)", R"("row_count":100001)"), "client.strange_answer"},
      {with(good, R"("row_count":60)", R"("row_count":2000001)"), "client.strange_answer"},
      {with(good, R"("row_count":60)", R"("row_count":6000)"), "client.strange_answer"},
      {with(good, R"("raw_bytes":)", R"("raw_bytes":1)"), "client.strange_answer"},
  };
  for (const auto& [manifest, code] : cases) {
    CAPTURE(manifest);
    Scene scene;
    Snapshot broken = snapshot;
    broken.manifest = manifest;
    scene.server.serve(broken);
    Downloading downloading(scene.tablet, scene.server);
    REQUIRE(downloading.run());
    CHECK(downloading.download.status().phase == Phase::failed);
    CHECK(downloading.download.status().error->code == code);
    CHECK(scene.rows("register_generation") == 0);
  }
}

TEST_CASE(
    "download: a part that makes no sense though its hash is right gives the snapshot up, never the old register") {
  const County county = make_county(60);
  std::vector<std::string> lines = lines_of(county);
  const std::string line = lines[30];
  const std::string id = county.targets[30].id.uuid.text(), before = county.targets[29].id.uuid.text();
  const std::pair<std::string, std::string_view> cases[] = {
      {"", "31"},
      {"null", "31"},
      {"{\"type\":\"target\"}", "31"},
      {with(line, "\"name\":\"", "\"name\":5,\"x\":\""), "31"},
      {with(line, "\"name\":\"", "\"name\":\"" + std::string(3000, 'n')), "31"},
      {with(line, "\"type\":\"target\"", "\"type\":\"target\",\"type\":\"tag\""), "31"},
      {with(line, id, "not an id"), "31"},
      {with(line, id, before), "31"},
      {with(line, "\"revision\":1", "\"revision\":0"), "31"},
      {with(line, "\"tags\":[", "\"tags\":[7,"), "31"},
      {with(line, "\"licences\":[", "\"licences\":[7,"), "31"},
      {with(line, "\"kind\":\"", "\"established_on\":\"2024-02-30\",\"kind\":\""), "31"},
      {line + "\n" + line, "31"},
  };
  for (const auto& [bad, number] : cases) {
    CAPTURE(bad);
    Scene scene;
    const County old_county = make_county(20, 5);
    scene.server.serve(make_snapshot(old_county));
    REQUIRE(Downloading(scene.tablet, scene.server).run());
    auto broken = lines;
    broken[30] = bad;
    scene.server.serve(make_snapshot(broken, 60, 60));
    Downloading downloading(scene.tablet, scene.server);
    REQUIRE(downloading.run());
    const auto& status = downloading.download.status();
    CHECK(status.phase == Phase::failed);
    REQUIRE(status.error);
    CHECK(status.error->code == "register.bad_part");
    CHECK(status.error->argument("part") == "1");
    CHECK(scene.lines() == lines_of(old_county));
    CHECK_FALSE(scene.store().arriving().value());
    scene.remove_all_that_leaves();
    CHECK(scene.rows("register_target") == 20);
    // A mended snapshot is taken afterwards.
    scene.server.serve(make_snapshot(county));
    REQUIRE(downloading.run());
    CHECK(status.phase == Phase::done);
    CHECK(scene.lines() == lines);
  }
}

TEST_CASE("download: parts whose ids run into each other, or too few targets, are no register") {
  const County county = make_county(60);
  std::vector<std::string> swapped = lines_of(county), missing = lines_of(county);
  std::rotate(swapped.begin(), swapped.begin() + 20, swapped.begin() + 40);
  missing[59] = line_of(county.tags[0]);
  for (const auto& lines : {swapped, missing}) {
    Scene scene;
    scene.server.serve(make_snapshot(lines, 20, 60));
    Downloading downloading(scene.tablet, scene.server);
    REQUIRE(downloading.run());
    CHECK(downloading.download.status().phase == Phase::failed);
    CHECK(downloading.download.status().error->code == "register.bad_snapshot");
    CHECK(scene.snapshot().empty());
    CHECK_FALSE(scene.store().arriving().value());
  }
}

TEST_CASE("download: notes on targets that have vanished stay readable") {
  Scene scene;
  const County old_county = make_county(50, 1), new_county = make_county(50, 2);
  scene.server.serve(make_snapshot(old_county));
  REQUIRE(Downloading(scene.tablet, scene.server).run());
  const Target& gone = old_county.targets[7];
  REQUIRE(scene.tablet.store->notes().add(gone.id, gone.name, "已搬走"));
  scene.server.serve(make_snapshot(new_county));
  REQUIRE(Downloading(scene.tablet, scene.server).run());
  scene.remove_all_that_leaves();
  CHECK_FALSE(scene.store().details(gone.id).value());
  const auto notes = scene.tablet.store->notes().of_target(gone.id).value();
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].target_name == gone.name);
}

TEST_CASE("download: an empty register is a register") {
  Scene scene;
  scene.server.serve(make_snapshot(County{}));
  Downloading downloading(scene.tablet, scene.server);
  REQUIRE(downloading.run());
  CHECK(downloading.download.status().phase == Phase::done);
  CHECK(scene.store().current().value());
  CHECK(scene.lines().empty());
}

TEST_CASE("register: downloads, builds its index, shows a view, takes a new register over and cleans up") {
  Scene scene;
  const County county = make_county(500, 1);
  County changed = county;
  changed.targets[3].name = "改了名的店";
  changed.tags.erase(changed.tags.begin());
  scene.server.serve(make_snapshot(county, 100));
  TickingStopwatch stopwatch;
  Jobs jobs(stopwatch);
  Register targets(*scene.tablet.store, scene.server, jobs, scene.tablet.clock, scene.tablet.random);
  const auto run = [&] {
    for (int i = 0; i < 100'000; ++i) {
      const auto again = jobs.run();
      targets.step(Deadline(stopwatch, Jobs::budget_ms));
      scene.server.answer_all();
      if (again) stopwatch.advance(*again);
      if (jobs.list().empty() && !targets.busy()) return true;
    }
    return false;
  };
  REQUIRE(targets.start());
  REQUIRE(run());
  CHECK_FALSE(targets.ready());
  targets.download();
  REQUIRE(run());
  REQUIRE(targets.ready());
  CHECK(targets.list().size() == 500);
  CHECK(targets.view() == TargetView{});

  const TargetRow* row = targets.rows().at(targets.list().row_at(0));
  CHECK_FALSE(row);
  CHECK(targets.busy());
  CHECK(targets.step(Deadline(stopwatch, Jobs::budget_ms)));
  row = targets.rows().at(targets.list().row_at(0));
  REQUIRE(row);
  CHECK(row->id == targets.index().id(targets.list().row_at(0)));

  TargetView view;
  view.of(Facet::department) = {1, 2};
  view.of(Facet::tag) = {0, 1};
  targets.show(view);
  const DepartmentId second = targets.index().departments()[2].id;
  const TagId tag = targets.index().tags()[1].id;
  scene.server.serve(make_snapshot(changed, 100));
  targets.download();
  const std::uint64_t version = targets.version();
  REQUIRE(run());
  CHECK(targets.version() == version + 1);
  REQUIRE(targets.view().of(Facet::department).size() == 2);
  CHECK(targets.index().departments()[targets.view().of(Facet::department)[1]].id == second);
  REQUIRE(targets.view().of(Facet::tag).size() == 1);
  CHECK(targets.index().tags()[targets.view().of(Facet::tag)[0]].id == tag);
  CHECK(scene.rows("register_target") == 500);
  CHECK(scene.rows("register_generation") == 1);
  CHECK(targets.details(county.targets[3].id).value()->target.name == "改了名的店");
}
