#include "client/app/ui/semantics.h"

#include <doctest/doctest.h>

using namespace mingchou::client;

TEST_CASE("nodes become JSON in drawing order, with their parents") {
  Semantics semantics;
  semantics.begin_frame();
  semantics.open({.role = Role::list, .id = "l", .name = "部门", .rect = {0, 1.25f, 100, -0.5f}, .clips = true});
  semantics.add({.role = Role::listitem, .id = "l.1", .name = "a\"\n", .rect = {}, .position = 1, .set_size = 2});
  semantics.close();
  semantics.add({.role = Role::button, .id = "b", .name = "重试", .rect = {}, .focusable = true});
  CHECK(semantics.json() ==
        R"([{"role":"list","id":"l","name":"部门","rect":[0,1.3,100,-0.5],"parent":-1,"clips":true},)"
        R"({"role":"listitem","id":"l.1","name":"a\"\n","rect":[0,0,0,0],"parent":0,"position":1,"set_size":2},)"
        R"({"role":"button","id":"b","name":"重试","rect":[0,0,0,0],"parent":-1,"focusable":true}])");
}

TEST_CASE("states are written where a node has them, an unchecked box as false") {
  Semantics semantics;
  semantics.begin_frame();
  semantics.open({.role = Role::dialog, .id = "d", .name = "d", .rect = {}, .modal = true});
  semantics.add({.role = Role::switch_, .id = "s", .name = "s", .rect = {}, .checked = false});
  semantics.add({.role = Role::progressbar, .id = "p", .name = "p", .rect = {}, .value = 40, .description = "4/10"});
  semantics.close();
  CHECK(semantics.json() ==
        R"([{"role":"dialog","id":"d","name":"d","rect":[0,0,0,0],"parent":-1,"modal":true},)"
        R"({"role":"switch","id":"s","name":"s","rect":[0,0,0,0],"parent":0,"checked":false},)"
        R"({"role":"progressbar","id":"p","name":"p","rect":[0,0,0,0],"parent":0,"value":40,"description":"4/10"}])");
}
