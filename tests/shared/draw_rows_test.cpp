// Rows by the batch: the same salts, rows, roots, tickets and lines as one at a time.
#include <doctest/doctest.h>

#include <algorithm>

#include "shared/base/random.h"
#include "shared/draw/canonical_writer.h"
#include "shared/draw/plain_row.h"
#include "shared/json/lines.h"
#include "tests/shared/draw_bundle_support.h"
#include "tests/shared/draw_selection_cases.h"
#include "tests/shared/draw_support.h"

using namespace mingchou;
using namespace mingchou::draw::test;
using draw::Digest;
using draw::RowKind;
using draw::Salt;
using draw::Suite;
using draw::Target;

namespace {

const Bytes roster_key(32, 9);

/// Ids and texts of many lengths, in order.
std::vector<Target> made_targets(std::size_t count) {
  std::vector<Target> targets;
  for (std::size_t i = 0; i < count; ++i) {
    Target target{"t" + std::to_string(100'000 + i) + std::string(i % 32, 'x'), "product", "4116", "51", "A", {}, {}};
    for (std::size_t tag = 0; tag < i % 5; ++tag) target.tags.push_back("tag" + std::to_string(tag));
    if (i % 7 == 3) target.excluded = draw::Exclusion::closed;
    targets.push_back(std::move(target));
  }
  return targets;
}

Digest root_one_by_one(Suite suite, RowKind kind, std::span<const Target> targets) {
  draw::RowMaker maker(suite, roster_key);
  std::vector<Digest> leaves;
  for (const Target& target : targets)
    leaves.push_back(log::leaf_hash(suite, maker.row(kind, target.id, attributes_json(target))));
  return log::tree_root(suite, leaves);
}

std::string row_line(const Target& target) {
  return R"({"attributes":)" + attributes_json(target) + R"(,"id":")" + target.id + R"(","line":"target"})";
}

/// What the readers of shared/json make of a line: its attributes, and "" if they refuse it.
std::string read_slowly(const std::string& line) {
  const auto document = json::parse(line);
  if (!document) return "";
  const auto canonical = json::strict_canonical(document->root());
  const auto id = document->root().find("id"), attributes = document->root().find("attributes");
  if (!canonical || *canonical != line || !id || !id->text() || !attributes || document->root().size() != 3) return "";
  const auto target = draw::read_target(*id->text(), *attributes);
  return target ? attributes_json(*target) : "";
}

/// Whatever is read plainly must be a right line, and read as the same, but for the rules of check_target().
bool agrees(const std::string& line, bool* is_plain = nullptr) {
  Target target;
  const auto attributes = draw::read_plain_target(line, target);
  if (is_plain != nullptr) *is_plain = attributes.has_value();
  if (!attributes) return true;
  if (attributes_json(target) != *attributes || row_line(target) != line) return false;
  const std::string slowly = read_slowly(line);
  return slowly.empty() ? !check_target(target).has_value() : slowly == *attributes;
}

}  // namespace

TEST_CASE("a roster's root is that of its rows one by one, at every edge of a batch") {
  const auto targets = made_targets(2600);
  for (const std::size_t count : {0, 1, 2, 511, 512, 513, 1023, 1024, 1025, 2047, 2048, 2049, 2600})
    for (const Suite suite : {Suite::sha256, Suite::sm3})
      for (const RowKind kind : {RowKind::target, RowKind::inspector}) {
        CAPTURE(count);
        const auto some = std::span(targets).first(count);
        draw::RowMaker maker(suite, roster_key);
        std::vector<Salt> salts;
        draw::RosterRoot root(
            kind, maker, [&](std::span<const Salt> batch) { salts.insert(salts.end(), batch.begin(), batch.end()); });
        for (const Target& target : some) REQUIRE(root.add(target.id, attributes_json(target)));
        CHECK(root.count() == count);
        CHECK(root.root() == root_one_by_one(suite, kind, some));
        REQUIRE(salts.size() == count);
        for (std::size_t i = 0; i < count; i += 97) CHECK(salts[i] == maker.salt(kind, targets[i].id));
      }
}

TEST_CASE("every candidate has its own salt, whoever is excluded between") {
  const auto targets = made_targets(1300);
  const draw::Plan plan = selection_plan(draw::CountQuota{1}, {});
  draw::RowMaker maker(plan.suite, roster_key);
  draw::TargetRoster roster(plan, maker);
  std::vector<std::string> eligible;
  for (const Target& target : targets) {
    REQUIRE(roster.add(target));
    if (target.excluded == draw::Exclusion::none) eligible.push_back(target.id);
  }
  const auto& candidates = roster.candidates();
  CHECK(std::ranges::equal(candidates, eligible, {}, &draw::Candidate::id));
  for (const draw::Candidate& candidate : candidates)
    REQUIRE(candidate.salt == maker.salt(RowKind::target, candidate.id));
  CHECK(roster.root() == root_one_by_one(plan.suite, RowKind::target, targets));
}

TEST_CASE("tickets by the batch are those one by one") {
  std::vector<draw::Candidate> candidates;
  for (const Target& target : made_targets(600)) candidates.push_back({target.id, Salt{1, 2, 3}, 0});
  for (const Suite suite : {Suite::sha256, Suite::sm3}) {
    draw::TicketMaker maker(suite, numbered_key(5));
    for (const std::size_t count : {0, 1, 255, 256, 257, 600}) {
      std::vector<Digest> tickets(count);
      maker.make(std::span(candidates).first(count), tickets);
      for (std::size_t i = 0; i < count; ++i) REQUIRE(tickets[i] == maker.ticket(candidates[i].id, candidates[i].salt));
    }
  }
}

TEST_CASE("who is forgotten on the way would not have been selected") {
  const auto candidates = selection_candidates(9000);
  const auto whole = draw::select_targets(selection_plan(draw::CountQuota{9000}, {}), selection_keys(1), candidates);
  for (const std::uint64_t quota : {0, 1, 10, 600, 4000, 8999}) {
    CAPTURE(quota);
    const auto some = draw::select_targets(selection_plan(draw::CountQuota{quota}, 7), selection_keys(1), candidates);
    CHECK(some.order == std::vector(whole.order.begin(), whole.order.begin() + static_cast<std::ptrdiff_t>(quota)));
    const auto next = std::min<std::size_t>(7, 9000 - quota);
    CHECK(std::ranges::equal(some.strata[0].substitutes, std::span(whole.order).subspan(quota, next)));
  }
}

TEST_CASE("a plain line of a target is read as any other line, and what is not plain is left alone") {
  for (const Target& target : made_targets(40)) {
    bool is_plain = false;
    CHECK(agrees(row_line(target), &is_plain));
    CHECK(is_plain);
  }
  Target chinese = made_targets(1)[0];
  chinese.tags = {"特种设备", "食品"};
  bool is_plain = false;
  CHECK(agrees(row_line(chinese), &is_plain));
  CHECK(is_plain);
  const std::string bound(draw::attribute_bytes_max, 'x');
  for (const bool is_beyond : {false, true}) {
    Target target = made_targets(1)[0];
    target.risk = is_beyond ? bound + "x" : bound;
    CHECK(agrees(row_line(target), &is_plain));
    CHECK(is_plain != is_beyond);
    target = made_targets(1)[0];
    for (std::size_t i = 0; i < draw::attribute_entries_max + (is_beyond ? 1 : 0); ++i)
      target.tags.push_back(std::to_string(1000 + i));
    CHECK(agrees(row_line(target), &is_plain));
    CHECK(is_plain != is_beyond);
  }
  for (const char* risk : {"\"", "\\", "\n", "\x01", "\xE4\xB8", "\xED\xA0\x80", "\xC0\x80"}) {
    Target target = made_targets(1)[0];
    std::string line = row_line(target);
    line.replace(line.find("\"A\"") + 1, 1, risk);
    CHECK(agrees(line, &is_plain));
    CHECK_FALSE(is_plain);
  }
}

TEST_CASE("no changed line is taken for a plain one") {
  SeededRandom random(11);
  Target target = made_targets(4)[2];
  target.tags = {"a", "食品"};
  const std::string line = row_line(target);
  constexpr std::string_view characters = "\"\\{}[],:aZ0 \x7F\xE4\xE9\x01";
  for (std::size_t at = 0; at < line.size(); ++at) {
    for (const char c : characters) {
      std::string changed = line;
      changed[at] = c;
      CHECK(agrees(changed));
      CHECK(agrees(std::string(line).insert(at, 1, c)));
    }
    CHECK(agrees(std::string(line).erase(at, 1)));
    CHECK(agrees(line.substr(0, at)));
    std::string doubled = line;
    CHECK(agrees(doubled.insert(at, line.substr(random.below(line.size()), 1 + random.below(20)))));
  }
  CHECK(agrees(line + " "));
}

TEST_CASE("a bundle is read the same in pieces of any size") {
  const std::string bundle = make_signed_draw().opened();
  for (const std::size_t piece : {1, 2, 7, 64, 300, 5000}) {
    CAPTURE(piece);
    draw::BundleVerifier verifier({});
    for (std::size_t at = 0; at < bundle.size(); at += piece)
      REQUIRE(verifier.feed(std::string_view(bundle).substr(at, piece)));
    CHECK(verifier.finish());
  }
}

TEST_CASE("an error behind plain lines names the line of the file") {
  const std::string bundle = make_signed_draw().opened();
  const std::size_t at = bundle.find("{\"attributes\":{\"certs\"");
  const auto line = 1 + std::ranges::count(std::string_view(bundle).substr(0, at), '\n');
  REQUIRE(line > 12);  // twelve targets stand before
  const auto error_of = [&](std::string_view more) {
    draw::BundleVerifier verifier({});
    std::string changed = bundle;
    changed.insert(at, more);
    const auto fed = verifier.feed(changed);
    REQUIRE_FALSE(fed);
    CHECK(verifier.feed("{}\n").error().code == fed.error().code);
    CHECK(verifier.finish().error().code == fed.error().code);
    return fed.error();
  };
  for (const auto& [more, code] : {std::pair("\n", "json.line_blank"), std::pair("{ }\n", "json.line_not_canonical"),
                                   std::pair("{\"line\":\"no\"}\n", "draw.bundle_line")}) {
    const Error error = error_of(more);
    CHECK(error.code == code);
    CHECK(error.argument("line") == std::to_string(line));
  }
  draw::BundleVerifier cut({});
  REQUIRE(cut.feed(bundle.substr(0, at + 5)));
  const Error error = cut.finish().error();
  CHECK(error.code == "json.line_unfinished");
  CHECK(error.argument("line") == std::to_string(line));
}

TEST_CASE("the writer of rows writes every text as canonical JSON has it, whatever stands where in it") {
  std::string expected;
  for (std::size_t size = 0; size <= 18; ++size) {
    for (int byte = 1; byte <= 0x80; ++byte) {
      // Of the last one a character beyond ASCII.
      const std::string one = byte == 0x80 ? "县" : std::string(1, static_cast<char>(byte));
      for (std::size_t at = 0; at <= size; ++at) {
        const std::string text = std::string(at, 'a') + one + std::string(size - at, '9');
        expected.clear();
        json::append_canonical_text(expected, text);
        if (draw::CanonicalWriter().text(text).take() == expected) continue;
        CAPTURE(text);
        FAIL("is written another way");
      }
    }
  }
  draw::CanonicalWriter writer(1);
  for (int round = 0; round < 2; ++round) {
    writer.clear();
    writer.begin_object().key("a").number(7).key("b").begin_array().text("x").text("").end_array();
    writer.key("c").raw("null").key("d").begin_object().end_object().end_object();
    CHECK(writer.view() == R"({"a":7,"b":["x",""],"c":null,"d":{}})");
  }
}
