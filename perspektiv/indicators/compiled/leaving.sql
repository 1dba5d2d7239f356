SELECT
  "t3"."person_no",
  "t3"."centre",
  "t3"."gender",
  "t3"."first_day",
  "t3"."exit",
  CAST((
    (
      EXTRACT(year FROM "t3"."exit") * 12
    ) + EXTRACT(month FROM "t3"."exit")
  ) - 1 AS INT) AS "month",
  "t3"."exit" + INTERVAL '6' MONTH AS "window_end"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t1"."person_no",
      "t1"."centre",
      "t1"."gender",
      MIN("t1"."started_on") AS "first_day",
      MAX("t1"."ended_on") AS "exit",
      BOOL_OR(
        CAST((
          "t1"."ended_on" IS NULL
        ) OR (
          "t1"."ended_on" > GETVARIABLE('to_day')
        ) AS BOOLEAN)
      ) AS "still_there"
    FROM (
      SELECT
        *
      FROM "fact_participation" AS "t0"
      WHERE
        "t0"."started_on" <= GETVARIABLE('to_day')
    ) AS "t1"
    GROUP BY
      1,
      2,
      3
  ) AS "t2"
  WHERE
    NOT (
      "t2"."still_there"
    ) AND "t2"."exit" >= GETVARIABLE('from_day')
) AS "t3"
