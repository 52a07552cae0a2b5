-- The claims wanted of each report, as place in its record to id, in the order of the reports.
SELECT r.id, json_group_object(c.n, c.id)
FROM claims AS c
JOIN reports AS r ON r.report = c.report
WHERE /* where */ true
GROUP BY c.report
ORDER BY c.report
