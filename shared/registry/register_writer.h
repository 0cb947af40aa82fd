// Writing new entities into the registers: revision 1 of each, with all that belongs to it.
//
// The caller holds the transaction: a file of 100,000 rows is one, a form is one. A failed insert leaves parts of its
// entity behind, so roll back. Uniqueness is the schema's: a credit code that is current twice is an error of the
// store.
#pragma once

#include <string_view>

#include "shared/base/error.h"
#include "shared/registry/entities.h"
#include "shared/store/database.h"

namespace mingchou {

class RegisterWriter {
 public:
  /// The database must outlive the writer and be at the schema of this program.
  RegisterWriter(Database& db, Recorded recorded) : db_(db), recorded_(std::move(recorded)) {}

  Result<> insert(const Department& department);
  Result<> insert(const Tag& tag);
  Result<> insert(const Target& target);
  Result<> insert(const Inspector& inspector);
  Result<> insert(const Recusal& recusal);

 private:
  Result<> insert_parts(const Target& target);
  Result<> insert_parts(const Inspector& inspector);

  Database& db_;
  Recorded recorded_;
};

}  // namespace mingchou
