SELECT
  "t1".*
  EXCLUDE ("ended", "started_in_time")
FROM (
  SELECT
    *
  FROM "fact_appointment" AS "t0"
  WHERE
    "t0"."month" IS NOT NULL
) AS "t1"
