SELECT
    $by
    sum(due) AS leavers_appointments_due,
    sum(held) AS leavers_appointments_held,
    sum(missed) AS leavers_appointments_missed,
    sum(cancelled) AS leavers_appointments_cancelled,
    clustered_share(missed, due) AS leavers_no_show_rate,
    clustered_share(missed + cancelled, due) AS leavers_loss_rate
FROM (
    SELECT
        $by
        person_id,
        sum(due) AS due,
        sum(held) AS held,
        sum(missed) AS missed,
        sum(cancelled) AS cancelled
    FROM (
        SELECT p.*, e.year
        FROM participation_facts p JOIN exits e USING (person_id)
        WHERE p.started_on <= DATE '$to_day'
    )
    GROUP BY ALL
)
GROUP BY ALL
