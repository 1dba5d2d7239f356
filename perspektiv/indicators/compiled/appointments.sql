SELECT
  "t2".*
  EXCLUDE ("started_in_time")
FROM (
  SELECT
    "t1".*
    EXCLUDE ("ended")
  FROM (
    SELECT
      *
    FROM "fact_appointment" AS "t0"
    WHERE
      "t0"."month" IS NOT NULL
  ) AS "t1"
) AS "t2"
