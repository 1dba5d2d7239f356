SELECT
  "t5"."centre",
  CAST("t5"."weekly_hours" AS DECIMAL(18, 6)) AS "hours"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t2"."staff_id",
      "t2"."centre_id",
      "t2"."role",
      "t2"."employment",
      "t2"."weekly_hours",
      "t2"."started_on",
      "t2"."ended_on",
      "t3"."centre"
    FROM "staff" AS "t2"
    INNER JOIN "centre_code" AS "t3"
      ON "t2"."centre_id" = "t3"."centre_id"
  ) AS "t4"
  WHERE
    "t4"."employment" = 'employed'
    AND "t4"."started_on" <= GETVARIABLE('to_day')
    AND (
      (
        "t4"."ended_on" IS NULL
      ) OR (
        "t4"."ended_on" >= GETVARIABLE('to_day')
      )
    )
) AS "t5"
