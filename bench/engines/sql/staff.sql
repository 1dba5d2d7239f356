SELECT
    $by
    sum(weekly_hours) AS weekly_hours,
    {'numerator': sum(weekly_hours), 'denominator': 39, 'value': sum(weekly_hours) / 39} AS fte
FROM (SELECT *, centre_id AS centre FROM staff)
WHERE employment = 'employed'
    AND started_on <= DATE '$to_day'
    AND (ended_on IS NULL OR ended_on >= DATE '$to_day')
GROUP BY ALL
