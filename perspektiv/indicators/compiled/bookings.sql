SELECT
  *
FROM (
  SELECT
    "t3"."centre",
    CASE
      WHEN "t2"."booked_on" BETWEEN GETVARIABLE('from_day') AND GETVARIABLE('to_day')
      THEN CAST((
        (
          EXTRACT(year FROM "t2"."booked_on") * 12
        ) + EXTRACT(month FROM "t2"."booked_on")
      ) - 1 AS INT)
      ELSE CAST(NULL AS INT)
    END AS "month",
    CAST("t2"."amount_eur" AS DECIMAL(18, 4)) AS "spent"
  FROM "spending" AS "t2"
  INNER JOIN "centre_code" AS "t3"
    ON "t2"."centre_id" = "t3"."centre_id"
) AS "t4"
WHERE
  "t4"."month" IS NOT NULL
