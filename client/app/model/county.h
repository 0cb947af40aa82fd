// Whose register this is, told by the names of its departments: 西华县 of 西华县市场监督管理局. There is no field for
// it, because a server serves one county.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace mingchou::client {

/// What most names begin with, up to 县, 市, 区 or 旗; empty if they do not agree.
std::string county_of(std::span<const std::string_view> department_names);

}  // namespace mingchou::client
