SELECT
  "t5"."instrument_id",
  "t5"."scale",
  "t5"."scoring",
  "t5"."needed",
  "t5"."spread",
  "t5"."reliability",
  "t5"."mean",
  "t5"."error_variant",
  "t5"."source",
  "t5"."error_variant" = 'prediction' AS "predicted"
FROM (
  SELECT
    "t2"."instrument_id",
    "t2"."scale",
    "t2"."scoring",
    "t2"."needed",
    "t2"."spread",
    "t2"."reliability",
    "t2"."mean",
    "t2"."error_variant",
    "t2"."source"
  FROM "scales" AS "t2"
  INNER JOIN (
    SELECT
      "t1"."instrument_id"
    FROM "instruments" AS "t1"
    WHERE
      "t1"."purpose" = 'self_evaluation'
  ) AS "t4"
    ON "t2"."instrument_id" = "t4"."instrument_id"
) AS "t5"
WHERE
  "t5"."spread" > 0
  AND "t5"."reliability" >= 0
  AND "t5"."reliability" < 1
  AND (
    NOT (
      "t5"."error_variant" = 'prediction'
    ) OR (
      "t5"."mean" IS NOT NULL
    )
  )
