// The words of the user interface: one table, Simplified Chinese first, English second. Sentences about errors
// stand in shared/messages instead, because the server's command line says them too.
//
// A key without its two strings does not compile; tests check the {places} and the font's glyphs.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "shared/messages/messages.h"

namespace mingchou::client {

enum class Text {
  product_name,
  home_title,
  targets_title,
  target_title,
  storage_title,
  settings_title,
  navigation,
  close,
  subject,
  brand_mark,
  back,
  cancel,
  home_short,
  targets_short,
  departments_short,
  storage_short,
  settings_short,
  settings_look,
  settings_version,
  settings_about,
  language_name,
  language_chinese,
  language_english,
  theme_name,
  theme_system,
  theme_light,
  theme_dark,
  size_name,
  size_standard,
  size_large,
  size_larger,
  size_preview,
  version_name,
  version_unknown,
  offline_name,
  offline_preparing,
  offline_ready,
  offline_unavailable,
  update_none,
  update_check,
  update_ready,
  update_apply,
  update_set_aside,
  update_previous,
  update_roll_back,
  roll_back_title,
  roll_back_words,
  about_words,
  licences_title,
  licences_detail,
  licences_words,
  departments_title,
  departments_summary,
  department_column,
  kind_column,
  inspectors_column,
  targets_column,
  department_row,
  department_figures,
  kind_joint_meeting_office,
  kind_bureau,
  kind_branch,
  kind_other,
  loading_departments,
  no_departments,
  no_departments_advice,
  offline_title,
  error_title,
  retry,
  storage_opening,
  storage_elsewhere_title,
  storage_elsewhere_advice,
  storage_released_title,
  storage_released_advice,
  storage_use_here,
  storage_quarantined_title,
  storage_quarantined_database_there,
  storage_quarantined_database_gone,
  storage_go_on_without,
  storage_failed_title,
  job_download,
  job_index,
  job_clean,
  count,  // last: how many there are
};

struct Replacement {
  std::string_view name;
  std::string_view value;
};

std::string_view text(Text key, Language language);

/// The string with its {places} filled in.
std::string text(Text key, Language language, std::initializer_list<Replacement> replacements);

/// 30000 as "30,000": grouped alike in both languages.
std::string grouped(long long number);

}  // namespace mingchou::client
