#include "client/app/input/command_queue.h"

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <vector>

using namespace mingchou::client::gesture;

namespace {

Command command(Action action, double to = 0, PointerKind kind = PointerKind::touch) {
  Command made;
  made.action = action;
  made.kind = kind;
  made.region = action == Action::scroll ? 1 : 0;
  made.to = to;
  return made;
}

void add(CommandQueue& queue, std::initializer_list<Command> commands) {
  for (const auto& one : commands) {
    CommandList list;
    list.add(one);
    queue.add(list);
  }
}

std::vector<Action> drain(CommandQueue& queue, bool busy) {
  std::vector<Action> actions;
  while (const auto taken = queue.take(busy)) actions.push_back(taken->action);
  return actions;
}

using Actions = std::vector<Action>;

}  // namespace

TEST_CASE("a tap goes out whole, and the next press, scroll or cancel waits while the consumer is busy") {
  for (const auto next : {Action::press, Action::scroll, Action::context}) {
    CommandQueue queue;
    add(queue, {command(Action::press), command(Action::release), command(Action::leave), command(next)});
    CHECK(queue.take(false)->action == Action::press);
    CHECK(drain(queue, true) == Actions{Action::release, Action::leave});
    CHECK_FALSE(queue.empty());
    CHECK(drain(queue, false) == Actions{next});
    CHECK(queue.empty());
  }
  CommandQueue queue;
  add(queue, {command(Action::press)});
  CHECK(drain(queue, false) == Actions{Action::press});
  add(queue, {command(Action::cancel)});
  CHECK(drain(queue, true).empty());
  CHECK(drain(queue, false) == Actions{Action::cancel});
}

TEST_CASE("a cancel annihilates a press that still waits, and nothing else") {
  CommandQueue queue;
  add(queue, {command(Action::press), command(Action::release), command(Action::leave), command(Action::press),
              command(Action::move), command(Action::cancel), command(Action::scroll, 5)});
  CHECK(drain(queue, false) == Actions{Action::press, Action::release, Action::leave, Action::scroll});
  add(queue, {command(Action::press), command(Action::release), command(Action::cancel)});
  CHECK(drain(queue, false) == Actions{Action::press, Action::release, Action::cancel});
  add(queue, {command(Action::press, 0, PointerKind::mouse), command(Action::cancel)});
  CHECK(drain(queue, false) == Actions{Action::press, Action::cancel});
}

TEST_CASE("waiting scrolls of one region and waiting moves become the last of them") {
  CommandQueue queue;
  for (int i = 1; i <= 1000; ++i) add(queue, {command(Action::scroll, i)});
  const auto taken = queue.take(false);
  REQUIRE(taken);
  CHECK(taken->to == 1000);
  CHECK(queue.empty());
  auto other = command(Action::scroll, 7);
  other.region = 2;
  add(queue, {command(Action::scroll, 1), other, command(Action::scroll, 2)});
  CHECK(drain(queue, false).size() == 3);
}

TEST_CASE("of a press that is forgone nothing goes out, and the next one is whole") {
  CommandQueue queue;
  add(queue, {command(Action::press), command(Action::move), command(Action::release), command(Action::press),
              command(Action::cancel)});
  CHECK(queue.take(false)->action == Action::press);
  queue.forgo_press();
  CHECK(drain(queue, false).empty());  // the second press was annihilated while it waited
  add(queue, {command(Action::press), command(Action::release)});
  CHECK(drain(queue, false) == Actions{Action::press, Action::release});
}

TEST_CASE("a mouse does not wait for frames, but for its turn") {
  CommandQueue queue;
  const auto mouse = command(Action::press, 0, PointerKind::mouse);
  add(queue, {mouse});
  CHECK(drain(queue, true) == Actions{Action::press});
  add(queue, {command(Action::scroll), mouse});
  CHECK(drain(queue, true).empty());
  CHECK(drain(queue, false) == Actions{Action::scroll, Action::press});
}

TEST_CASE("at the bound all is kept, beyond it a cancel stands for all") {
  const auto tap = {command(Action::press), command(Action::release), command(Action::leave), command(Action::context)};
  static_assert(queued_command_count_max % 4 == 0);
  CommandQueue queue;
  for (std::size_t i = 0; i < queued_command_count_max / 4; ++i) add(queue, tap);
  CHECK(drain(queue, false).size() == queued_command_count_max);
  for (std::size_t i = 0; i < queued_command_count_max / 4; ++i) add(queue, tap);
  add(queue, {command(Action::press)});
  CHECK(drain(queue, false) == Actions{Action::cancel});
  for (std::size_t i = 0; i < queued_command_count_max / 4; ++i) add(queue, tap);
  add(queue, {command(Action::release)});
  CHECK(drain(queue, false) == Actions{Action::cancel, Action::release});
}
