SELECT
    $by
    wilson(improved, responses) AS improvement_rate,
    survey_bounds(improved, responses, asked) AS improvement_rate,
    wilson(stable, responses) AS improvement_or_stable_rate,
    survey_bounds(stable, responses, asked) AS improvement_or_stable_rate,
    anonymous > 0 AND responses < 5 AS withheld
FROM (
    SELECT
        $by
        sum(responses) AS responses,
        sum(anonymous) AS anonymous,
        sum(improved) AS improved,
        sum(stable) AS stable,
        sum(asked) AS asked
    FROM (
        SELECT
            $by
            count(*) AS responses,
            count(*) FILTER (anonymous) AS anonymous,
            count(*) FILTER (improved) AS improved,
            count(*) FILTER (stable) AS stable,
            0 AS asked
        FROM response_facts
        WHERE purpose = 'improvement' AND rated
        GROUP BY ALL
        UNION ALL
        SELECT $by 0, 0, 0, 0, sum(asked)
        FROM asked
        GROUP BY ALL
    )
    GROUP BY ALL
)
