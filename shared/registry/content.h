// The whole of an entity as one JSON text: what the revision tables keep of earlier states, and what hashes of a
// register are made from. Fields that are not set are left out; keys and lists stand in a fixed order.
#pragma once

#include <string>

#include "shared/registry/entities.h"

namespace mingchou {

std::string content_of(const Department& department);
/// With tags (by id) and licences.
std::string content_of(const Target& target);
/// With certificates, specialties and leaves.
std::string content_of(const Inspector& inspector);
/// With fields and qualifications.
std::string content_of(const Expert& expert);
std::string content_of(const Recusal& recusal);
/// With those who took part, by id.
std::string content_of(const Training& training);

}  // namespace mingchou
