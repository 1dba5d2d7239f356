SELECT
    $by
    {'numerator': NULL, 'denominator': count(share), 'value': avg(share)} AS counselling_quality_rate,
    bool_or(too_few) AS withheld
FROM (
    SELECT $by count(*) FILTER (positive) / count(*) AS share, false AS too_few
    FROM answer_facts
    WHERE purpose = 'quality' AND rated
    GROUP BY $by instrument_id, item_id
    UNION ALL
    SELECT $by NULL, bool_or(anonymous) AND count(*) < 5
    FROM response_facts
    WHERE purpose = 'quality' AND rated
    GROUP BY ALL
)
GROUP BY ALL
