SELECT
    $by
    exited AS persons_exited,
    wilson(job, exited) AS job_start_within_6m_rate,
    unknown_bounds(job, job_unknown, exited) AS job_start_within_6m_rate,
    wilson(during, exited) AS job_start_during_or_within_6m_rate,
    unknown_bounds(during, during_unknown, exited) AS job_start_during_or_within_6m_rate,
    wilson(follow_on, exited) AS follow_on_within_6m_rate,
    unknown_bounds(follow_on, follow_on_unknown, exited) AS follow_on_within_6m_rate,
    window_open AS open_windows
FROM (
    SELECT
        $by
        count(*) AS exited,
        count(*) FILTER (job) AS job,
        count(*) FILTER (NOT job AND NOT no_job) AS job_unknown,
        count(*) FILTER (during) AS during,
        count(*) FILTER (NOT during AND NOT no_job) AS during_unknown,
        count(*) FILTER (follow_on) AS follow_on,
        count(*) FILTER (NOT follow_on AND NOT no_measure) AS follow_on_unknown,
        count(*) FILTER (window_end > DATE '$data_as_of') AS window_open
    FROM exit_facts
    GROUP BY ALL
)
