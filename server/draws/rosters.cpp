#include "server/draws/rosters.h"

#include <fstream>
#include <iterator>

#include "server/data/blobs.h"
#include "shared/base/hex.h"
#include "shared/crypto/hash.h"

namespace mingchou::server {
namespace {

constexpr std::string_view department_mark = "department", tag_mark = "tag";

/// One line a target: the id in the roster, a tab, the id in the register.
std::string ids_of(const tasks::Frame& frame) {
  std::string lines;
  for (const tasks::FramedTarget& target : frame.targets)
    lines.append(target.row.id).append("\t").append(target.id.uuid.text()).append("\n");
  return lines;
}

/// One line a name: "department" or "tag", a tab, the id, a tab, the name.
std::string names_of(const tasks::Frame& frame) {
  std::string lines;
  const auto add = [&lines](std::string_view kind, const Uuid& id, std::string_view name) {
    lines.append(kind).append("\t").append(id.text()).append("\t").append(name).append("\n");
  };
  for (const auto& [id, name] : frame.department_names) add(department_mark, id.uuid, name);
  for (const auto& [id, name] : frame.tag_names) add(tag_mark, id.uuid, name);
  return lines;
}

/// The line that `rest` begins with, which is taken off it.
std::string_view take_line(std::string_view& rest) {
  const std::string_view line = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  return line;
}

std::unexpected<Error> unusable(const std::string& path) { return fail(Error("data.unusable").with("path", path)); }

}  // namespace

Result<FrozenRosters> freeze_rosters(const std::string& data_folder, const tasks::Frame& frame,
                                     const tasks::AskedInternals& asked, draw::Suite suite, Random& random) {
  draw::RosterFile roster;
  const auto key = random.array<32>();
  roster.roster_key.assign(key.begin(), key.end());
  roster.targets.reserve(frame.targets.size());
  for (const tasks::FramedTarget& target : frame.targets)
    roster.targets.push_back(tasks::frozen_row(target.row, asked));
  roster.inspectors = frame.inspectors;
  draw::Plan sealed;
  sealed.suite = suite;
  draw::seal_plan(sealed, roster);
  std::string text;
  MC_TRY(draw::write_roster_file({roster.roster_key, roster.targets, roster.inspectors},
                                 [&text](std::string_view piece) -> Result<> {
                                   text += piece;
                                   return {};
                                 }));
  FrozenRosters frozen{.roster_hash = MC_TRY(store_blob(data_folder, text)),
                       .ids_hash = {},
                       .names_hash = {},
                       .targets = sealed.targets,
                       .inspectors = sealed.inspectors};
  frozen.ids_hash = MC_TRY(store_blob(data_folder, ids_of(frame)));
  frozen.names_hash = MC_TRY(store_blob(data_folder, names_of(frame)));
  return frozen;
}

Result<std::string> read_frozen(const std::string& data_folder, std::string_view hash) {
  const std::string path = blob_path(data_folder, hash);
  std::ifstream file(path, std::ios::binary);
  if (!file) return unusable(path);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  crypto::Hasher hasher(crypto::Suite::sha256);
  if (file.bad() || to_hex(hasher.update(text).finish()) != hash) return unusable(path);
  return text;
}

Result<draw::RosterFile> read_rosters(const std::string& data_folder, std::string_view roster_hash) {
  const std::string text = MC_TRY(read_frozen(data_folder, roster_hash));
  draw::RosterFileReader reader;
  MC_TRY(reader.feed(text));
  return reader.finish();
}

Result<std::map<std::string, TargetId, std::less<>>> read_target_ids(const std::string& data_folder,
                                                                     std::string_view ids_hash) {
  const std::string text = MC_TRY(read_frozen(data_folder, ids_hash));
  std::map<std::string, TargetId, std::less<>> ids;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    const std::size_t tab = line.find('\t');
    const auto id = tab == line.npos ? std::nullopt : Uuid::parse(line.substr(tab + 1));
    if (!id) return unusable(blob_path(data_folder, ids_hash));
    ids.emplace(line.substr(0, tab), TargetId{*id});
  }
  return ids;
}

Result<FrozenNames> read_names(const std::string& data_folder, std::string_view names_hash) {
  constexpr std::size_t id_bytes = 36;
  const std::string text = MC_TRY(read_frozen(data_folder, names_hash));
  FrozenNames names;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    const std::string_view kind = line.substr(0, line.find('\t'));
    const std::string_view entry = line.substr(std::min(kind.size() + 1, line.size()));
    const auto id = Uuid::parse(entry.substr(0, id_bytes));
    if (!id || entry.size() <= id_bytes) return unusable(blob_path(data_folder, names_hash));
    const std::string_view name = entry.substr(id_bytes + 1);
    if (kind == department_mark)
      names.departments.emplace(DepartmentId{*id}, name);
    else if (kind == tag_mark)
      names.tags.emplace(TagId{*id}, name);
    else
      return unusable(blob_path(data_folder, names_hash));
  }
  return names;
}

}  // namespace mingchou::server
