SELECT
    $by
    sum(ended) AS endings,
    clustered_share(early, ended) AS early_ending_rate,
    clustered_share(early_positive, early) AS early_ending_positive_share,
    clustered_mean(due, ended) AS units_due_per_participation,
    clustered_mean(held, ended) AS units_held_per_participation
FROM (
    SELECT
        $by
        person_id,
        count(*) AS ended,
        count(*) FILTER (early) AS early,
        count(*) FILTER (early_positive) AS early_positive,
        sum(due) AS due,
        sum(held) AS held
    FROM (SELECT *, year(ended_on) AS year FROM participation_facts)
    WHERE ended_on BETWEEN DATE '$from_day' AND DATE '$to_day'
    GROUP BY ALL
)
GROUP BY ALL
