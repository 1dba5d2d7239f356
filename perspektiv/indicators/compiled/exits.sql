SELECT
  "t5"."person_no",
  "t5"."centre",
  "t5"."gender",
  "t5"."month",
  1 AS "exited",
  CAST(COALESCE("t24"."job", FALSE) AS INT) AS "job",
  1 - CAST(COALESCE("t24"."job", FALSE) AS INT) AS "no_job",
  CAST(COALESCE("t24"."job_during", FALSE) AS INT) AS "job_during",
  1 - CAST(COALESCE("t24"."job_during", FALSE) AS INT) AS "no_job_during",
  CAST(COALESCE("t24"."job_during", FALSE) AS INT) - CAST(COALESCE("t24"."job", FALSE) AS INT) AS "job_before_exit",
  CAST(COALESCE("t20"."follow_on", FALSE) AS INT) AS "follow_on",
  1 - CAST(COALESCE("t20"."follow_on", FALSE) AS INT) AS "no_follow_on",
  CASE
    WHEN (
      SELECT
        COUNT(*) AS "CountStar(follow_ups)"
      FROM "follow_ups" AS "t1"
    ) > 0
    THEN (
      1 - CAST(COALESCE("t24"."job", FALSE) AS INT)
    ) * (
      1 - CAST(COALESCE("t23"."no_job", FALSE) AS INT)
    )
    ELSE CAST(NULL AS INT)
  END AS "job_unknown",
  CASE
    WHEN (
      SELECT
        COUNT(*) AS "CountStar(follow_ups)"
      FROM "follow_ups" AS "t1"
    ) > 0
    THEN (
      1 - CAST(COALESCE("t24"."job_during", FALSE) AS INT)
    ) * (
      1 - CAST(COALESCE("t23"."no_job", FALSE) AS INT)
    )
    ELSE CAST(NULL AS INT)
  END AS "job_during_unknown",
  CASE
    WHEN (
      SELECT
        COUNT(*) AS "CountStar(follow_ups)"
      FROM "follow_ups" AS "t1"
    ) > 0
    THEN (
      1 - CAST(COALESCE("t20"."follow_on", FALSE) AS INT)
    ) * (
      1 - CAST(COALESCE("t23"."no_measure", FALSE) AS INT)
    )
    ELSE CAST(NULL AS INT)
  END AS "follow_on_unknown",
  CAST(COALESCE("t5"."window_end" > GETVARIABLE('data_as_of'), FALSE) AS INT) AS "window_open"
FROM "fact_leaving" AS "t5"
LEFT OUTER JOIN (
  SELECT
    "t18"."person_no",
    BOOL_OR(CAST("t18"."started_on" >= "t18"."exit" AS BOOLEAN)) AS "job",
    TRUE AS "job_during"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t5"."person_no",
        "t5"."centre",
        "t5"."gender",
        "t5"."first_day",
        "t5"."exit",
        "t5"."month",
        "t5"."window_end",
        "t11"."person_id",
        "t12"."job_start_id",
        "t12"."started_on",
        "t12"."insured",
        "t12"."ended_on"
      FROM "fact_leaving" AS "t5"
      INNER JOIN (
        SELECT
          "t3"."person_no",
          "t3"."person_id"
        FROM "fact_person" AS "t3"
      ) AS "t11"
        ON "t5"."person_no" = "t11"."person_no"
      INNER JOIN (
        SELECT
          *
        FROM "job_starts" AS "t4"
        WHERE
          "t4"."insured"
      ) AS "t12"
        ON "t11"."person_id" = "t12"."person_id"
    ) AS "t15"
    WHERE
      "t15"."started_on" BETWEEN "t15"."first_day" AND "t15"."window_end"
  ) AS "t18"
  GROUP BY
    1
) AS "t24"
  ON "t5"."person_no" = "t24"."person_no"
LEFT OUTER JOIN (
  SELECT
    "t16"."person_no",
    TRUE AS "follow_on"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t5"."person_no",
        "t5"."centre",
        "t5"."gender",
        "t5"."first_day",
        "t5"."exit",
        "t5"."month",
        "t5"."window_end",
        "t11"."person_id",
        "t7"."measure_id",
        "t7"."started_on",
        "t7"."kind"
      FROM "fact_leaving" AS "t5"
      INNER JOIN (
        SELECT
          "t3"."person_no",
          "t3"."person_id"
        FROM "fact_person" AS "t3"
      ) AS "t11"
        ON "t5"."person_no" = "t11"."person_no"
      INNER JOIN "follow_on_measures" AS "t7"
        ON "t11"."person_id" = "t7"."person_id"
    ) AS "t13"
    WHERE
      "t13"."started_on" BETWEEN "t13"."exit" AND "t13"."window_end"
  ) AS "t16"
  GROUP BY
    1
) AS "t20"
  ON "t5"."person_no" = "t20"."person_no"
LEFT OUTER JOIN (
  SELECT
    "t17"."person_no",
    BOOL_OR(CAST("t17"."about" = 'job' AS BOOLEAN)) AS "no_job",
    BOOL_OR(CAST("t17"."about" = 'measure' AS BOOLEAN)) AS "no_measure"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t5"."person_no",
        "t5"."centre",
        "t5"."gender",
        "t5"."first_day",
        "t5"."exit",
        "t5"."month",
        "t5"."window_end",
        "t11"."person_id",
        "t6"."follow_up_id",
        "t6"."asked_on",
        "t6"."about",
        "t6"."answer",
        "t6"."source"
      FROM "fact_leaving" AS "t5"
      INNER JOIN (
        SELECT
          "t3"."person_no",
          "t3"."person_id"
        FROM "fact_person" AS "t3"
      ) AS "t11"
        ON "t5"."person_no" = "t11"."person_no"
      INNER JOIN "follow_ups" AS "t6"
        ON "t11"."person_id" = "t6"."person_id"
    ) AS "t14"
    WHERE
      "t14"."answer" = 'no' AND "t14"."asked_on" >= "t14"."window_end"
  ) AS "t17"
  GROUP BY
    1
) AS "t23"
  ON "t5"."person_no" = "t23"."person_no"
