SELECT
    $by
    sum(due) AS appointments_due,
    sum(held) AS appointments_held,
    sum(missed) AS appointments_missed,
    sum(cancelled) AS appointments_cancelled,
    sum(excused) AS appointments_excused,
    sum(open) AS appointments_open,
    clustered_share(missed, due) AS no_show_rate,
    clustered_share(missed + cancelled, due) AS loss_rate
FROM (
    SELECT
        $by
        person_id,
        count(*) FILTER (status IN ('held', 'no_show', 'cancelled_by_centre', 'cancelled_by_jobcoach')) AS due,
        count(*) FILTER (status = 'held') AS held,
        count(*) FILTER (status = 'no_show') AS missed,
        count(*) FILTER (status IN ('cancelled_by_centre', 'cancelled_by_jobcoach')) AS cancelled,
        count(*) FILTER (status = 'excused') AS excused,
        count(*) FILTER (status = 'planned' AND day < DATE '$data_as_of') AS open
    FROM appointment_facts
    GROUP BY ALL
)
GROUP BY ALL
