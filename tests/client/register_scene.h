// The app with the register of a small demo county on its device, or on its way there: for tests of the screens that
// show it. A server of snapshots answers when it is told to.
#pragma once

#include "tests/client/data_support.h"
#include "tests/client/harness.h"

namespace mingchou::client {

/// The server answers with this register until nobody asks any more; at most so many requests.
void serve(Harness& at, const data_test::Snapshot& snapshot, int answers_max = 1000);

struct RegisterScene : Harness {
  /// Storage is open; nothing has been answered yet but who is signed in: of `session`, or somebody who reads all.
  explicit RegisterScene(const Look& look = {}, std::string_view path = "/targets", std::uint64_t targets = 300,
                         const std::string& session = {});

  void serve(int answers_max = 1000) { client::serve(*this, snapshot, answers_max); }
  /// The server is not reachable for this one request.
  void refuse();

  /// Names of the rows that are mirrored, from the top.
  std::vector<std::string> rows() const;
  /// Id of the row that begins with this name; fails the test if there is none.
  std::string row_id(std::string_view name) const;
  void open_row(std::string_view name);
  /// Gives the storage to another tab, or gets it back.
  void give_away();
  void take_over();

  const Target& some_target() const { return county.targets.front(); }

  data_test::County county;
  data_test::Snapshot snapshot;
};

}  // namespace mingchou::client
