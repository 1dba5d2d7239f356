SELECT
    $by
    {
        'numerator': NULL,
        'denominator': responses,
        'value': share / nullif(responses, 0),
        'low': share / nullif(responses, 0) - 1.96 * deviation / sqrt(responses),
        'high': share / nullif(responses, 0) + 1.96 * deviation / sqrt(responses)
    } AS satisfaction_mean,
    survey_bounds(share, responses, asked) AS satisfaction_mean,
    wilson(responses, asked) AS satisfaction_response_rate,
    anonymous > 0 AND responses < 5 AS withheld
FROM (
    SELECT
        $by
        sum(responses) AS responses,
        sum(anonymous) AS anonymous,
        sum(share) AS share,
        max(deviation) AS deviation,
        sum(asked) AS asked
    FROM (
        SELECT
            $by
            count(*) AS responses,
            count(*) FILTER (anonymous) AS anonymous,
            sum(share) AS share,
            stddev_samp(share) AS deviation,
            0 AS asked
        FROM response_facts
        WHERE purpose = 'satisfaction'
        GROUP BY ALL
        UNION ALL
        SELECT $by 0, 0, 0, NULL, sum(asked)
        FROM asked
        GROUP BY ALL
    )
    GROUP BY ALL
)
