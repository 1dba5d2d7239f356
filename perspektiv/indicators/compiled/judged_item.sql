SELECT
  "t7"."instrument_id",
  "t7"."item_id",
  "t7"."scale",
  "t7"."minimum",
  "t7"."maximum",
  COALESCE("t7"."reversed", FALSE) AS "turned",
  CASE WHEN "t7"."scoring" = 'sum' THEN "t7"."asked" ELSE 1 END AS "times",
  COALESCE("t7"."needed", CAST(FLOOR((
    "t7"."asked"
  ) / (
    2
  )) AS BIGINT) + 1) AS "needed"
FROM (
  SELECT
    "t6"."instrument_id",
    "t6"."item_id",
    "t6"."scale",
    "t6"."minimum",
    "t6"."maximum",
    "t6"."scoring",
    "t6"."needed",
    "t6"."reversed",
    COUNT("t6"."item_id") OVER (
      PARTITION BY "t6"."instrument_id", "t6"."scale"
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS "asked"
  FROM (
    SELECT
      "t3"."instrument_id",
      "t3"."item_id",
      "t3"."scale",
      "t3"."minimum",
      "t3"."maximum",
      "t4"."scoring",
      "t4"."needed",
      "t5"."reversed"
    FROM "items" AS "t3"
    INNER JOIN "fact_judged_scale" AS "t4"
      ON "t3"."instrument_id" = "t4"."instrument_id" AND "t3"."scale" = "t4"."scale"
    LEFT OUTER JOIN "item_forms" AS "t5"
      ON "t3"."instrument_id" = "t5"."instrument_id" AND "t3"."item_id" = "t5"."item_id"
  ) AS "t6"
) AS "t7"
