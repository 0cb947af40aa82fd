#include "shared/store/integrity.h"

namespace mingchou {

Result<std::vector<std::string>> check_integrity(Database& db) {
  std::vector<std::string> findings;
  Statement pages =
      MC_TRY(db.prepare("PRAGMA integrity_check(" + std::to_string(limits::integrity_findings_max) + ")"));
  while (MC_TRY(pages.step()))
    if (pages.text(0) != "ok") findings.emplace_back(pages.text(0));
  Statement keys = MC_TRY(db.prepare("SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT ?"));
  keys.bind(1, limits::integrity_findings_max);
  while (MC_TRY(keys.step()))
    findings.push_back("row " + std::string(keys.text(1)) + " of table " + std::string(keys.text(0)) +
                       " points to a missing row of " + std::string(keys.text(2)));
  return findings;
}

}  // namespace mingchou
