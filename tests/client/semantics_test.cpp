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
