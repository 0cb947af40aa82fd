// A fault in a header of ours; see faults.cpp.
#pragma once

#include <string>

inline bool is_nothing(const std::string& text) { return text.size() == 0; }
