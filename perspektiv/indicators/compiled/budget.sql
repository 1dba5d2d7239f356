SELECT
  "t9"."centre",
  "t9"."spent",
  "t9"."ceiling",
  "t9"."planned",
  CAST("t9"."year" * 12 AS INT) AS "month"
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t5"."centre",
        COALESCE("t3"."budget_year", CAST(EXTRACT(year FROM "t3"."booked_on") AS BIGINT)) AS "year",
        CAST("t3"."amount_eur" AS DECIMAL(18, 4)) AS "spent",
        CAST(0 AS DECIMAL(18, 4)) AS "ceiling",
        CAST(0 AS DECIMAL(18, 4)) AS "planned"
      FROM "spending" AS "t3"
      INNER JOIN "centre_code" AS "t5"
        ON "t3"."centre_id" = "t5"."centre_id"
    ) AS "t7"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t5"."centre",
        "t4"."year",
        CAST(0 AS DECIMAL(18, 4)) AS "spent",
        CAST("t4"."ceiling_eur" AS DECIMAL(18, 4)) AS "ceiling",
        CAST("t4"."planned_eur" AS DECIMAL(18, 4)) AS "planned"
      FROM "budgets" AS "t4"
      INNER JOIN "centre_code" AS "t5"
        ON "t4"."centre_id" = "t5"."centre_id"
    ) AS "t6"
  ) AS "t8"
  WHERE
    "t8"."year" BETWEEN EXTRACT(year FROM GETVARIABLE('from_day')) AND EXTRACT(year FROM GETVARIABLE('to_day'))
) AS "t9"
