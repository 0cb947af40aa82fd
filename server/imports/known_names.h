// What a cell may name: departments, townships, tags. Read once for a check of many rows. Native only.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/registry/entities.h"
#include "shared/store/database.h"

namespace mingchou::imports {

class KnownNames {
 public:
  static Result<KnownNames> read(Database& database);

  /// By code, name or short name, with or without the county's name before it.
  std::optional<DepartmentId> department(std::string_view text) const;
  std::string department_name(const DepartmentId& id) const;
  std::optional<TagId> tag(std::string_view name) const;
  /// By the text of its id.
  std::string tag_name(std::string_view id) const;

 private:
  struct Known {
    DepartmentId id;
    std::string code, name, short_name;
  };
  std::vector<Known> departments_;
  std::map<std::string, TagId, std::less<>> tags_;
};

/// Nine digits: by code (of twelve digits the first nine), by name, or by a name within a longer text ("西华县逍遥镇");
/// nothing if none or several fit.
std::optional<std::string_view> township_code(std::string_view text);
std::string_view township_name(std::string_view code);
/// Two to four digits: by code, with or without its letter or its name, or by the name of a division. Nothing for a
/// section ("F 批发和零售业"), which is too wide.
std::optional<std::string> industry_code(std::string_view text);

}  // namespace mingchou::imports
