SELECT
  "t13"."instrument_id",
  "t13"."item_id",
  "t13"."scale",
  "t13"."minimum",
  "t13"."maximum",
  "t13"."spread",
  "t13"."reliability",
  "t13"."mean",
  "t13"."predicted",
  COALESCE("t13"."reversed", FALSE) AS "turned",
  CASE WHEN "t13"."scoring" = 'sum' THEN "t13"."asked" ELSE 1 END AS "times",
  COALESCE("t13"."needed", CAST(FLOOR((
    "t13"."asked"
  ) / (
    2
  )) AS BIGINT) + 1) AS "needed"
FROM (
  SELECT
    "t12"."instrument_id",
    "t12"."item_id",
    "t12"."scale",
    "t12"."minimum",
    "t12"."maximum",
    "t12"."spread",
    "t12"."reliability",
    "t12"."mean",
    "t12"."predicted",
    "t12"."scoring",
    "t12"."needed",
    "t12"."reversed",
    COUNT("t12"."item_id") OVER (
      PARTITION BY "t12"."instrument_id", "t12"."scale"
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS "asked"
  FROM (
    SELECT
      "t4"."instrument_id",
      "t4"."item_id",
      "t4"."scale",
      "t4"."minimum",
      "t4"."maximum",
      "t11"."spread",
      "t11"."reliability",
      "t11"."mean",
      "t11"."predicted",
      "t11"."scoring",
      "t11"."needed",
      "t5"."reversed"
    FROM "items" AS "t4"
    INNER JOIN (
      SELECT
        "t9"."instrument_id",
        "t9"."scale",
        "t9"."scoring",
        "t9"."needed",
        "t9"."spread",
        "t9"."reliability",
        "t9"."mean",
        "t9"."error_variant",
        "t9"."source",
        "t9"."error_variant" = 'prediction' AS "predicted"
      FROM (
        SELECT
          "t6"."instrument_id",
          "t6"."scale",
          "t6"."scoring",
          "t6"."needed",
          "t6"."spread",
          "t6"."reliability",
          "t6"."mean",
          "t6"."error_variant",
          "t6"."source"
        FROM "scales" AS "t6"
        INNER JOIN (
          SELECT
            "t3"."instrument_id"
          FROM "instruments" AS "t3"
          WHERE
            "t3"."purpose" = 'self_evaluation'
        ) AS "t8"
          ON "t6"."instrument_id" = "t8"."instrument_id"
      ) AS "t9"
      WHERE
        "t9"."spread" > 0
        AND "t9"."reliability" BETWEEN 0 AND 1
        AND "t9"."reliability" < 1
        AND (
          NOT (
            "t9"."error_variant" = 'prediction'
          ) OR (
            "t9"."mean" IS NOT NULL
          )
        )
    ) AS "t11"
      ON "t4"."instrument_id" = "t11"."instrument_id" AND "t4"."scale" = "t11"."scale"
    LEFT OUTER JOIN "item_forms" AS "t5"
      ON "t4"."instrument_id" = "t5"."instrument_id" AND "t4"."item_id" = "t5"."item_id"
  ) AS "t12"
) AS "t13"
