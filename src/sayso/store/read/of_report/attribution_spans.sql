SELECT attribution_spans.* FROM attributions
JOIN attribution_spans ON attribution_spans.attribution = attributions.attribution
WHERE attributions.report = :report
ORDER BY attributions.attribution, attribution_spans.part, attribution_spans.n
