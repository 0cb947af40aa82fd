// Whether this is a build under sanitizers. They make everything several times slower: a test may do the same with
// less there, where what it tests at its full size is speed or looks, and the plain build does that.
#pragma once

namespace mingchou {

#if !defined(__has_feature)
inline constexpr bool is_sanitized = false;
#else
inline constexpr bool is_sanitized = __has_feature(address_sanitizer) || __has_feature(undefined_behavior_sanitizer);
#endif

}  // namespace mingchou
