// Reading what the server says of inspectors, experts and what hangs on them, and writing what is sent. Fields that
// these do not know are left to later versions; every length is bounded. Whoever may not read personal data gets
// entries without names: they stand as "".
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/app/people/people_model.h"
#include "shared/json/fields.h"

namespace mingchou::client {

template <class Item>
struct JsonPage {
  std::vector<Item> items;
  std::optional<std::string> next_cursor;
};

Result<> read_entity(json::ObjectReader& reader, Inspector& inspector);
Result<> read_entity(json::ObjectReader& reader, Expert& expert);

/// The entity with its state around it.
template <class Entity>
Result<Person<Entity>> read_person(json::ObjectReader& reader);
template <class Entity>
Result<Person<Entity>> read_person(std::string_view json);
template <class Entity>
Result<JsonPage<Person<Entity>>> read_people_page(std::string_view json);

Result<JsonPage<PersonHistoryEntry>> read_person_history(std::string_view json);
Result<JsonPage<RecusalEntry>> read_recusals(std::string_view json);
Result<JsonPage<TrainingEntry>> read_trainings(std::string_view json);
Result<std::vector<FoundTarget>> read_found_targets(std::string_view json);
Result<CertificateDuties> read_certificate_duties(std::string_view json);
Result<ReceiptDuties> read_receipt_duties(std::string_view json);

/// The body of a new entry or of a change.
std::string person_body(const Inspector& inspector, std::string_view reason);
std::string person_body(const Expert& expert, std::string_view reason);
std::string recusal_body(const Uuid& inspector, const AddRecusal& request);
std::string training_body(const Training& training);

}  // namespace mingchou::client
