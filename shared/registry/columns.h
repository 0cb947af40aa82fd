// The columns of the registers' tables in the one order in which statements write and read them. Inside
// shared/registry only.
#pragma once

#include <string>
#include <string_view>

#include "shared/registry/entities.h"
#include "shared/store/database.h"

namespace mingchou::columns {

/// Without `id` in front and the columns of the state behind.
inline constexpr std::string_view department = "code, name, short_name, kind, sort_order, phone, address";
inline constexpr std::string_view target =
    "kind, name, credit_code, registration_number, holder_id, form, established_on, registration_authority, status, "
    "legal_person, township_code, address, contact_name, contact_phone, industry_code, responsible_department_id, "
    "station, area, risk_class, risk_source, risk_on, food_risk_class, last_checked_on, source, external_number, "
    "receipt_result, receipt_message, receipt_on";
inline constexpr std::string_view inspector =
    "staff_number, name, sex, department_id, unit, township_code, position, phone, person_kind, status, source, "
    "external_number, receipt_result, receipt_message, receipt_on, capacity";
inline constexpr std::string_view expert =
    "name, sex, department_id, institution, title, phone, status, source, external_number, "
    "receipt_result, receipt_message, receipt_on";
/// Who wrote the state, and from when it holds. `valid_to` stands apart: only an end sets it.
inline constexpr std::string_view state = "revision, valid_from, recorded_at, recorded_by, reason";

/// `INSERT INTO table (id, columns, state) VALUES (?1, ?2, …)`
std::string insert_into(std::string_view table, std::string_view columns);
/// `UPDATE table SET (columns, state) = (?2, …) WHERE id = ?1`: the same values in the same order.
std::string update_of(std::string_view table, std::string_view columns);
/// `SELECT columns, state, valid_to FROM table WHERE id = ?`
std::string select_from(std::string_view table, std::string_view columns);
std::size_t count(std::string_view columns);

std::optional<std::string> text_of(const std::optional<CivilDate>& date);
/// NULL while there is none.
std::optional<std::string_view> text_of(ReceiptResult result);

}  // namespace mingchou::columns
