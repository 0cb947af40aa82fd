// What stands at the top of a person's page: banners, and the facts in a card.
#pragma once

#include "client/app/model/model.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

void draw_person_banners(Ui& ui, Column& column, const Person<Inspector>& person);
void draw_person_banners(Ui& ui, Column& column, const Person<Expert>& person);
void draw_person_facts(Ui& ui, Column& column, const Model& model, const Person<Inspector>& person);
void draw_person_facts(Ui& ui, Column& column, const Model& model, const Person<Expert>& person);

}  // namespace mingchou::client
