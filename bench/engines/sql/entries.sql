SELECT
    $by
    count(DISTINCT person_id) AS persons_entered,
    sum(started) AS participations,
    count(DISTINCT person_id) FILTER (started >= 2) AS persons_repeating_a_segment
FROM (
    SELECT $by person_id, segment AS repeated, count(*) AS started
    FROM (SELECT *, year(started_on) AS year FROM participation_facts)
    WHERE started_on BETWEEN DATE '$from_day' AND DATE '$to_day'
    GROUP BY ALL
)
GROUP BY ALL
