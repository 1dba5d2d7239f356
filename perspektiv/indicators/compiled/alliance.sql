SELECT
  "t7"."centre",
  "t11"."gender",
  "t11"."segment",
  "t20"."month",
  COALESCE(
    "t11"."person_no",
    -1 - CAST(ROW_NUMBER() OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) - 1 AS INT)
  ) AS "person_no",
  1 AS "responses",
  CAST(COALESCE("t14"."anonymous", FALSE) AS INT) AS "anonymous",
  CAST(COALESCE("t25"."below", FALSE) AS INT) AS "below_threshold"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t1"."response_id",
      "t1"."instrument_id",
      "t1"."centre_id",
      "t1"."participation_id",
      "t1"."moment",
      "t1"."submitted_on",
      CASE
        WHEN "t1"."submitted_on" BETWEEN GETVARIABLE('from_day') AND GETVARIABLE('to_day')
        THEN CAST((
          (
            EXTRACT(year FROM "t1"."submitted_on") * 12
          ) + EXTRACT(month FROM "t1"."submitted_on")
        ) - 1 AS INT)
        ELSE CAST(NULL AS INT)
      END AS "month"
    FROM "responses" AS "t1"
  ) AS "t16"
  WHERE
    "t16"."month" IS NOT NULL AND "t16"."moment" IN ('single', 'after')
) AS "t20"
INNER JOIN (
  SELECT
    "t2"."instrument_id",
    "t2"."anonymous"
  FROM "instruments" AS "t2"
  WHERE
    "t2"."purpose" = 'session'
) AS "t14"
  ON "t20"."instrument_id" = "t14"."instrument_id"
INNER JOIN (
  SELECT
    "t23"."response_id",
    BOOL_OR(
      CAST(CASE
        WHEN "t23"."reversed"
        THEN (
          "t23"."minimum" + "t23"."maximum"
        ) - "t23"."value"
        ELSE "t23"."value"
      END < "t23"."threshold" AS BOOLEAN)
    ) AS "below"
  FROM (
    SELECT
      "t9"."response_id",
      "t9"."item_id",
      "t9"."value",
      "t22"."instrument_id",
      "t18"."threshold",
      "t18"."reversed",
      "t18"."minimum",
      "t18"."maximum"
    FROM "answers" AS "t9"
    INNER JOIN (
      SELECT
        "t20"."response_id",
        "t20"."instrument_id"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t1"."response_id",
            "t1"."instrument_id",
            "t1"."centre_id",
            "t1"."participation_id",
            "t1"."moment",
            "t1"."submitted_on",
            CASE
              WHEN "t1"."submitted_on" BETWEEN GETVARIABLE('from_day') AND GETVARIABLE('to_day')
              THEN CAST((
                (
                  EXTRACT(year FROM "t1"."submitted_on") * 12
                ) + EXTRACT(month FROM "t1"."submitted_on")
              ) - 1 AS INT)
              ELSE CAST(NULL AS INT)
            END AS "month"
          FROM "responses" AS "t1"
        ) AS "t16"
        WHERE
          "t16"."month" IS NOT NULL AND "t16"."moment" IN ('single', 'after')
      ) AS "t20"
      INNER JOIN (
        SELECT
          "t2"."instrument_id",
          "t2"."anonymous"
        FROM "instruments" AS "t2"
        WHERE
          "t2"."purpose" = 'session'
      ) AS "t14"
        ON "t20"."instrument_id" = "t14"."instrument_id"
    ) AS "t22"
      ON "t9"."response_id" = "t22"."response_id"
    INNER JOIN (
      SELECT
        "t15"."instrument_id",
        "t15"."item_id",
        "t15"."threshold",
        "t15"."reversed",
        "t10"."minimum",
        "t10"."maximum"
      FROM (
        SELECT
          *
        FROM "item_forms" AS "t5"
        WHERE
          "t5"."threshold" IS NOT NULL
      ) AS "t15"
      INNER JOIN "items" AS "t10"
        ON "t15"."instrument_id" = "t10"."instrument_id"
        AND "t15"."item_id" = "t10"."item_id"
    ) AS "t18"
      ON "t22"."instrument_id" = "t18"."instrument_id"
      AND "t9"."item_id" = "t18"."item_id"
  ) AS "t23"
  GROUP BY
    1
) AS "t25"
  ON "t20"."response_id" = "t25"."response_id"
INNER JOIN "centre_code" AS "t7"
  ON "t20"."centre_id" = "t7"."centre_id"
LEFT OUTER JOIN (
  SELECT
    "t3".*
    EXCLUDE ("centre")
  FROM "fact_participation" AS "t3"
) AS "t11"
  ON "t20"."participation_id" = "t11"."participation_id"
