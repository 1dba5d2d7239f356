SELECT
    $by
    share(sum(spent), sum(ceiling)) AS budget_use,
    share(sum(spent), sum(planned)) AS plan_use
FROM (
    SELECT
        centre_id AS centre,
        coalesce(budget_year, year(booked_on)) AS year,
        amount_eur::DECIMAL(18, 2) AS spent,
        0 AS ceiling,
        0 AS planned
    FROM spending
    UNION ALL
    SELECT centre_id, year, 0, ceiling_eur::DECIMAL(18, 2), planned_eur::DECIMAL(18, 2)
    FROM budgets
)
WHERE year BETWEEN year(DATE '$from_day') AND year(DATE '$to_day')
GROUP BY ALL
