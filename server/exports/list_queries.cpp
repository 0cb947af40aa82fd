#include "server/exports/list_queries.h"

#include <algorithm>
#include <array>

namespace mingchou::exports {
namespace {

constexpr std::array sources = {
    ListQuery{"departments", 0, R"sql(
      SELECT code, name, short_name, kind, phone, address, target_count, inspector_count
      FROM department LEFT JOIN department_count ON department_id = id
      WHERE valid_to IS NULL ORDER BY sort_order, id)sql"},
    ListQuery{"tags", 1, R"sql(
      SELECT name, valid_from,
        (SELECT COUNT(*) FROM target_tag JOIN target ON target.id = target_id WHERE tag_id = tag.id
          AND target.valid_to IS NULL AND (?1 IS NULL OR responsible_department_id = ?1)) AS target_count
      FROM tag WHERE valid_to IS NULL ORDER BY id)sql"},
    ListQuery{"licences", 1, R"sql(
      SELECT t.name AS target, t.credit_code, l.name, l.number, l.authority, l.issued_on, l.expires_on,
        d.name AS department
      FROM target_licence AS l JOIN target AS t ON t.id = l.target_id
        JOIN department AS d ON d.id = t.responsible_department_id
      WHERE l.expires_on IS NOT NULL AND t.valid_to IS NULL AND (?1 IS NULL OR t.responsible_department_id = ?1)
      ORDER BY l.expires_on, l.id)sql"},
    ListQuery{"recusals", 1, R"sql(
      SELECT i.name AS inspector, staff_number, d.name AS department, t.name AS target, credit_code, r.reason,
        entered_by_side, r.valid_from
      FROM recusal AS r JOIN inspector AS i ON i.id = inspector_id JOIN target AS t ON t.id = target_id
        JOIN department AS d ON d.id = i.department_id
      WHERE r.valid_to IS NULL AND (?1 IS NULL OR i.department_id = ?1) ORDER BY r.id)sql"},
    ListQuery{"trainings", 1, R"sql(
      SELECT held_on, topic, organiser, printf('%g', duration_minutes / 60.0) AS hours, d.name AS department,
        (SELECT json_group_array(i.name) FROM training_attendance JOIN inspector AS i ON i.id = inspector_id
          WHERE training_id = training.id) AS attendees, training.recorded_by
      FROM training JOIN department AS d ON d.id = department_id
      WHERE training.valid_to IS NULL AND (?1 IS NULL OR department_id = ?1) ORDER BY held_on DESC, training.id DESC)sql"},
    // Of one version, or of all that are issued.
    ListQuery{"items", 2, R"sql(
      SELECT COALESCE(owner.name, '联合抽查') AS list, v.number AS version, i.category, i.code, i.name,
        i.content ->> 'sub_item' AS sub_item, i.content ->> 'basis' AS basis,
        i.content ->> 'inspecting_body' AS inspecting_body, i.content ->> 'target' AS target,
        i.content ->> 'content' AS content, i.content ->> 'methods' AS methods, i.kind,
        printf('%g%%', (i.content ->> 'ratio_basis_points') / 100.0) AS ratio,
        CASE WHEN i.cap_basis_points IS NOT NULL THEN printf('%g%%', i.cap_basis_points / 100.0) END AS cap,
        CASE WHEN i.content ->> '$.frequency.times' IS NULL THEN NULL ELSE
          (i.content ->> '$.frequency.months') || '个月' || (i.content ->> '$.frequency.times') || '次' END AS frequency,
        i.content ->> 'staff_requirement' AS staff_requirement, initiating.name AS initiating_department,
        (SELECT json_group_array(p.name) FROM json_each(i.content, '$.participating_department_ids') AS id
          JOIN department AS p ON p.id = unhex(replace(id.value, '-', ''))) AS participating_departments,
        i.content ->> 'levels' AS levels, i.content ->> 'valid_from' AS valid_from, i.content ->> 'valid_to' AS valid_to
      FROM item_list_version AS v JOIN item_list AS l ON l.id = v.list_id JOIN item_list_item AS i ON i.version_id = v.id
        LEFT JOIN department AS owner ON owner.id = l.department_id
        JOIN department AS initiating ON initiating.id = initiating_department_id
      WHERE (v.id = ?2 OR (?2 IS NULL AND v.state = 'issued'
        AND (?1 IS NULL OR l.department_id = ?1 OR l.department_id IS NULL)))
      ORDER BY l.kind, l.id, v.number, i.position)sql"},
    // Of a draft a department sees the rows that concern it.
    ListQuery{"plan_rows", 2, R"sql(
      SELECT plan.year, v.number AS version, r.position, r.content ->> 'name' AS name,
        r.content ->> 'is_directed' AS directed,
        json_array_length(r.content, '$.participating_department_ids') > 0 AS joint,
        initiating.name AS initiating_department,
        (SELECT json_group_array(p.name) FROM json_each(r.content, '$.participating_department_ids') AS one
          JOIN department AS p ON p.id = unhex(replace(one.value, '-', ''))) AS participating_departments,
        (SELECT json_group_array((one.value ->> 'code') || ' ' || (one.value ->> 'name'))
          FROM json_each(r.content, '$.items') AS one) AS items,
        r.content ->> 'target' AS target, r.content ->> '$.quantity.kind' AS quantity,
        CASE WHEN r.content ->> '$.quantity.ratio_basis_points' IS NOT NULL
          THEN printf('%g%%', (r.content ->> '$.quantity.ratio_basis_points') / 100.0) END AS ratio,
        coalesce(r.content ->> '$.quantity.count', r.content ->> 'estimated_count') AS count,
        r.first_day, r.last_day, r.content ->> 'methods' AS methods, v.filing_number, v.state,
        r.content ->> 'remarks' AS remarks
      FROM plan_row AS r JOIN plan_version AS v ON v.id = r.version_id JOIN plan ON plan.id = v.plan_id
        JOIN department AS initiating ON initiating.id = initiating_department_id
      WHERE r.version_id = ?2 AND (?1 IS NULL OR initiating_department_id = ?1 OR EXISTS
        (SELECT 1 FROM json_each(r.content, '$.participating_department_ids') AS one
          WHERE unhex(replace(one.value, '-', '')) = ?1))
      ORDER BY r.position)sql"},
    ListQuery{"tasks", 3, R"sql(
      SELECT task.number, content ->> '$.work.name' AS name, plan_row_id IS NULL AS special, state,
        d.name AS initiating_department,
        (SELECT json_group_array(p.name) FROM task_department AS t JOIN department AS p ON p.id = t.department_id
          WHERE t.task_id = task.id AND p.id <> task.initiating_department_id) AS participating_departments,
        content ->> '$.work.target' AS target, content ->> '$.work.quantity.kind' AS quantity,
        CASE WHEN content ->> '$.work.quantity.ratio_basis_points' IS NOT NULL
          THEN printf('%g%%', (content ->> '$.work.quantity.ratio_basis_points') / 100.0) END AS ratio,
        content ->> '$.work.quantity.count' AS count, first_day, last_day, content ->> 'load_max' AS load_max,
        content ->> 'special_reason' AS special_reason, void_reason
      FROM task JOIN department AS d ON d.id = initiating_department_id
      WHERE (?1 IS NULL OR task.id IN (SELECT task_id FROM task_department WHERE department_id = ?1))
        AND ?2 IS NULL AND (?3 IS NULL OR (state IN ('drawn', 'running', 'done') AND last_day < ?3))
      ORDER BY task.id DESC)sql"},
    // Which targets these are no query tells (uncovered.h).
    ListQuery{"uncovered", 0,
              "SELECT NULL AS name, NULL AS kind, NULL AS industry_code, NULL AS department WHERE FALSE"},
    ListQuery{"users", 1, R"sql(
      SELECT login, u.name, role, d.name AS department, status,
        EXISTS (SELECT 1 FROM second_factor WHERE user_id = u.id AND confirmed_at IS NOT NULL) AS second_factor,
        strftime('%Y-%m-%d %H:%M:%S', last_sign_in_at / 1000, 'unixepoch', '+8 hours') AS last_sign_in,
        strftime('%Y-%m-%d %H:%M:%S', created_at / 1000, 'unixepoch', '+8 hours') AS created
      FROM app_user AS u LEFT JOIN department AS d ON d.id = u.department_id
      WHERE ?1 IS NULL OR u.department_id = ?1 ORDER BY login)sql"},
    // The trail's own conditions follow.
    ListQuery{"audit", 0, R"sql(
      SELECT sequence, strftime('%Y-%m-%d %H:%M:%S', at / 1000, 'unixepoch', '+8 hours') AS at, actor_login, actor_role,
        action, entity, lower(hex(entity_id)) AS entity_id, d.name AS department, a.address, request, before, after,
        lower(hex(hash)) AS hash
      FROM audit_entry AS a LEFT JOIN department AS d ON d.id = department_id)sql"},
};

}  // namespace

const ListQuery* find_list_query(std::string_view list) {
  const auto* const found = std::ranges::find(sources, list, &ListQuery::list);
  return found == sources.end() ? nullptr : found;
}

}  // namespace mingchou::exports
