-- Originals that have one of the marks, in the order of the store.
SELECT report, id, exact FROM reports
WHERE report IN (
        SELECT m.report FROM json_each(:marks) AS wanted CROSS JOIN copy_marks AS m ON m.mark = wanted.value
    )
    AND copy_of IS NULL
ORDER BY report
