-- Claims by paper: the host of an address, the first folder of a path, else the source itself.
SELECT
    CASE
        WHEN instr(r.source, '://') THEN substr(
            substr(r.source, instr(r.source, '://') + 3), 1,
            instr(substr(r.source, instr(r.source, '://') + 3) || '/', '/') - 1)
        ELSE substr(r.source, 1, instr(r.source || '/', '/') - 1)
    END AS named,
    count(*)
FROM claims AS c
JOIN reports AS r ON r.report = c.report
WHERE r.source IS NOT NULL AND /* where */ true
GROUP BY named
ORDER BY 2 DESC, 1
LIMIT :most
