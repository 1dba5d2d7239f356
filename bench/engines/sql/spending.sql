SELECT $by sum(amount_eur::DECIMAL(18, 2)) AS spending_eur
FROM (SELECT centre_id AS centre, year(booked_on) AS year, amount_eur, booked_on FROM spending)
WHERE booked_on BETWEEN DATE '$from_day' AND DATE '$to_day'
GROUP BY ALL
