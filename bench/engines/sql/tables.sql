-- The tables that several queries share.
CREATE OR REPLACE TEMP TABLE participation_facts AS
SELECT
    p.participation_id,
    p.person_id,
    s.centre_id AS centre,
    s.gender,
    p.segment_id AS segment,
    p.started_on,
    p.ended_on,
    coalesce(p.ending = 'early', false) AS early,
    coalesce(p.ending = 'early' AND r.valuation = 'positive', false) AS early_positive,
    coalesce(p.ending = 'regular' AND g.surveyed, false) AS asked,
    coalesce(a.due, 0) AS due,
    coalesce(a.held, 0) AS held,
    coalesce(a.missed, 0) AS missed,
    coalesce(a.cancelled, 0) AS cancelled
FROM participations p
JOIN persons s USING (person_id)
JOIN segments g USING (segment_id)
LEFT JOIN ending_reasons r USING (reason_id)
LEFT JOIN (
    SELECT
        participation_id,
        count(*) FILTER (status IN ('held', 'no_show', 'cancelled_by_centre', 'cancelled_by_jobcoach')) AS due,
        count(*) FILTER (status = 'held') AS held,
        count(*) FILTER (status = 'no_show') AS missed,
        count(*) FILTER (status IN ('cancelled_by_centre', 'cancelled_by_jobcoach')) AS cancelled
    FROM appointments
    GROUP BY participation_id
) a USING (participation_id);

CREATE OR REPLACE TEMP TABLE appointment_facts AS
SELECT p.person_id, p.centre, p.gender, p.segment, a.day, year(a.day) AS year, a.status
FROM (
    SELECT participation_id, status, (starts_at AT TIME ZONE 'Europe/Berlin')::DATE AS day
    FROM appointments
) a
JOIN participation_facts p USING (participation_id)
WHERE a.day BETWEEN DATE '$from_day' AND DATE '$to_day';

CREATE OR REPLACE TEMP TABLE exits AS
SELECT
    person_id,
    centre,
    gender,
    min(started_on) AS first_day,
    max(ended_on) AS exit_day,
    (max(ended_on) + INTERVAL 6 MONTH)::DATE AS window_end,
    year(max(ended_on)) AS year
FROM participation_facts
WHERE started_on <= DATE '$to_day'
GROUP BY person_id, centre, gender
HAVING bool_and(coalesce(ended_on <= DATE '$to_day', false)) AND max(ended_on) >= DATE '$from_day';

CREATE OR REPLACE TEMP TABLE exit_facts AS
SELECT
    e.*,
    j.job IS true AS job,
    j.during IS true AS during,
    m.person_id IS NOT NULL AS follow_on,
    n.no_job IS true AS no_job,
    n.no_measure IS true AS no_measure
FROM exits e
LEFT JOIN (
    SELECT person_id, bool_or(started_on >= exit_day) AS job, true AS during
    FROM exits JOIN job_starts USING (person_id)
    WHERE insured AND started_on BETWEEN first_day AND window_end
    GROUP BY person_id
) j USING (person_id)
LEFT JOIN (
    SELECT DISTINCT person_id
    FROM exits JOIN follow_on_measures USING (person_id)
    WHERE started_on BETWEEN exit_day AND window_end
) m USING (person_id)
LEFT JOIN (
    SELECT person_id, bool_or(about = 'job') AS no_job, bool_or(about = 'measure') AS no_measure
    FROM exits JOIN follow_ups USING (person_id)
    WHERE answer = 'no' AND asked_on >= window_end
    GROUP BY person_id
) n USING (person_id);

CREATE OR REPLACE TEMP TABLE answer_facts AS
SELECT
    r.response_id,
    r.instrument_id,
    a.item_id,
    i.purpose,
    i.anonymous,
    r.centre_id AS centre,
    p.gender,
    p.segment,
    year(r.submitted_on) AS year,
    a.value >= q.positive_from AS positive,
    a.value >= coalesce(q.stable_from, q.positive_from) AS stable,
    q.positive_from IS NOT NULL AS rated,
    (a.value - q.minimum) / (q.maximum - q.minimum) AS share
FROM responses r
JOIN instruments i USING (instrument_id)
JOIN answers a USING (response_id)
JOIN items q USING (instrument_id, item_id)
LEFT JOIN participation_facts p USING (participation_id)
WHERE r.moment IN ('single', 'after')
    AND i.purpose IN ('improvement', 'quality', 'satisfaction')
    AND r.submitted_on BETWEEN DATE '$from_day' AND DATE '$to_day';

CREATE OR REPLACE TEMP TABLE response_facts AS
SELECT
    response_id,
    purpose,
    anonymous,
    centre,
    gender,
    segment,
    year,
    bool_or(rated) AS rated,
    bool_and(positive) FILTER (rated) AS improved,
    bool_and(stable) FILTER (rated) AS stable,
    avg(share) AS share
FROM answer_facts
GROUP BY ALL;

-- How many were asked: ended regularly in a segment that is surveyed.
CREATE OR REPLACE TEMP TABLE asked AS
SELECT centre, segment, gender, year(ended_on) AS year, count(*) AS asked
FROM participation_facts
WHERE asked AND ended_on BETWEEN DATE '$from_day' AND DATE '$to_day'
GROUP BY ALL;
