#include "tests/fuzz/draw_properties.h"

#include <algorithm>
#include <string_view>

#include "shared/draw/bundle_verifier.h"
#include "shared/draw/changes.h"
#include "shared/draw/draw_files.h"
#include "shared/json/canonical.h"
#include "shared/log/note.h"
#include "shared/messages/messages.h"

namespace mingchou::fuzz {
namespace {

/// What was said, so that two sayings can be compared; "" for an error without a sentence.
std::string said(const Error& error) {
  return find_message(error.code) ? error.code + ' ' + render(error, Language::english) : "";
}

std::string verdict_in_chunks(std::string_view text, std::size_t chunk_bytes) {
  draw::BundleVerifier verifier({});
  for (std::size_t at = 0; at < text.size(); at += chunk_bytes)
    if (const auto fed = verifier.feed(text.substr(at, chunk_bytes)); !fed) return said(fed.error());
  const auto finished = verifier.finish();
  if (!finished) return said(finished.error());
  std::string lines = "accepted";
  for (const draw::CheckLine& line : *finished) {
    const std::string sentence = said(line.sentence);
    if (sentence.empty()) return "";
    lines += '\n' + sentence;
  }
  return lines;
}

std::string roster_in_chunks(std::string_view text, std::size_t chunk_bytes) {
  draw::RosterFileReader reader;
  for (std::size_t at = 0; at < text.size(); at += chunk_bytes)
    if (const auto fed = reader.feed(text.substr(at, chunk_bytes)); !fed) return said(fed.error());
  const auto roster = reader.finish();
  if (!roster) return said(roster.error());
  std::string rows = "read";
  for (const draw::Target& target : roster->targets) rows += '\n' + target.id + draw::attributes_json(target);
  for (const draw::Inspector& inspector : roster->inspectors)
    rows += '\n' + inspector.id + draw::attributes_json(inspector);
  if (!std::ranges::is_sorted(roster->targets, {}, &draw::Target::id)) return "";
  return rows;
}

template <class Read>
std::string same_in_chunks(BytesView input, Read read) {
  const std::string_view text = as_text(input);
  const std::string whole = read(text, std::max<std::size_t>(text.size(), 1));
  if (whole.empty()) return "an error has no sentence, or rows are out of order";
  for (const std::size_t chunk_bytes : {13, 1000})
    if (read(text, chunk_bytes) != whole) return "chunks change what is said: " + whole;
  return "";
}

}  // namespace

std::string bundle_property(BytesView input) { return same_in_chunks(input, verdict_in_chunks); }

std::string roster_file_property(BytesView input) { return same_in_chunks(input, roster_in_chunks); }

std::string plan_property(BytesView input) {
  const auto plan = draw::parse_plan(as_text(input));
  if (!plan) return said(plan.error()).empty() ? "an error has no sentence: " + plan.error().code : "";
  if (draw::plan_json(*plan) != as_text(input)) return "a plan is not what it writes";
  const auto again = draw::parse_plan(draw::plan_json(*plan));
  return again && draw::plan_hash(*again) == draw::plan_hash(*plan) ? "" : "a plan loses its hash";
}

std::string change_property(BytesView input) {
  const auto document = json::parse(input);
  if (!document) return "";
  const auto change = draw::read_change(document->root());
  if (!change) return said(change.error()).empty() ? "an error has no sentence: " + change.error().code : "";
  const auto canonical = json::strict_canonical(document->root());
  // Texts that are no canonical JSON (lone surrogates do not parse, but odd numbers do) have no such form.
  return !canonical || *canonical == draw::change_json(*change) ? "" : "a change is not what it writes";
}

std::string note_property(BytesView input) {
  const auto note = log::parse_note(as_text(input));
  if (!note) return said(note.error()).empty() ? "an error has no sentence: " + note.error().code : "";
  return log::note_text(*note) == as_text(input) ? "" : "a note is not what it writes";
}

}  // namespace mingchou::fuzz
