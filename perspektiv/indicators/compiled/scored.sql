WITH "t5" AS (
  SELECT
    *
  FROM "responses" AS "t1"
  WHERE
    "t1"."moment" IN ('before', 'after')
    AND "t1"."participation_id" IS NOT NULL
    AND "t1"."submitted_on" <= GETVARIABLE('to_day')
)
SELECT
  "t14"."response_id",
  "t14"."scale",
  "t14"."score",
  "t10"."instrument_id",
  "t10"."participation_id",
  "t10"."centre_id",
  "t10"."moment",
  "t10"."submitted_on"
FROM (
  SELECT
    "t12"."response_id",
    "t12"."scale",
    "t12"."middle" * "t12"."times" AS "score"
  FROM (
    SELECT
      "t11"."response_id",
      "t11"."scale",
      "t11"."needed",
      "t11"."times",
      COUNT(*) AS "answered",
      AVG(
        CASE
          WHEN "t11"."turned"
          THEN (
            "t11"."minimum" + "t11"."maximum"
          ) - "t11"."value"
          ELSE "t11"."value"
        END
      ) AS "middle"
    FROM (
      SELECT
        "t3"."response_id",
        "t3"."item_id",
        "t3"."value",
        "t9"."instrument_id",
        "t4"."scale",
        "t4"."minimum",
        "t4"."maximum",
        "t4"."turned",
        "t4"."times",
        "t4"."needed"
      FROM "answers" AS "t3"
      INNER JOIN (
        SELECT
          "t6"."response_id",
          "t6"."instrument_id"
        FROM "t5" AS "t6"
      ) AS "t9"
        ON "t3"."response_id" = "t9"."response_id"
      INNER JOIN "fact_judged_item" AS "t4"
        ON "t9"."instrument_id" = "t4"."instrument_id" AND "t3"."item_id" = "t4"."item_id"
    ) AS "t11"
    GROUP BY
      1,
      2,
      3,
      4
  ) AS "t12"
  WHERE
    "t12"."answered" >= "t12"."needed"
) AS "t14"
INNER JOIN (
  SELECT
    "t6"."response_id",
    "t6"."instrument_id",
    "t6"."participation_id",
    "t6"."centre_id",
    "t6"."moment",
    "t6"."submitted_on"
  FROM "t5" AS "t6"
) AS "t10"
  ON "t14"."response_id" = "t10"."response_id"
