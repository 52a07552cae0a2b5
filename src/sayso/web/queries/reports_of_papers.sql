SELECT r.id
FROM json_each(:papers) AS wanted
JOIN reports AS r ON r.source = wanted.value
    OR r.source LIKE replace(replace(replace(wanted.value, '\', '\\'), '%', '\%'), '_', '\_') || '/%' ESCAPE '\'
    OR r.source LIKE '%://' || replace(replace(replace(wanted.value, '\', '\\'), '%', '\%'), '_', '\_') || '/%' ESCAPE '\'
    OR r.source LIKE '%://' || replace(replace(replace(wanted.value, '\', '\\'), '%', '\%'), '_', '\_') ESCAPE '\'
