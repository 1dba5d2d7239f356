SELECT
  "t6"."centre",
  "t9"."gender",
  "t9"."segment",
  "t16"."month",
  COALESCE(
    "t9"."person_no",
    -1 - CAST(ROW_NUMBER() OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) - 1 AS INT)
  ) AS "person_no",
  1 AS "responses",
  CAST(COALESCE("t12"."anonymous", FALSE) AS INT) AS "anonymous",
  CAST(COALESCE("t21"."below", FALSE) AS INT) AS "below_threshold"
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
  ) AS "t14"
  WHERE
    "t14"."month" IS NOT NULL AND "t14"."moment" IN ('single', 'after')
) AS "t16"
INNER JOIN (
  SELECT
    "t2"."instrument_id",
    "t2"."anonymous"
  FROM "instruments" AS "t2"
  WHERE
    "t2"."purpose" = 'session'
) AS "t12"
  ON "t16"."instrument_id" = "t12"."instrument_id"
INNER JOIN (
  SELECT
    "t19"."response_id",
    BOOL_OR(CAST("t19"."value" < "t19"."threshold" AS BOOLEAN)) AS "below"
  FROM (
    SELECT
      "t8"."response_id",
      "t8"."item_id",
      "t8"."value",
      "t18"."instrument_id",
      "t13"."threshold"
    FROM "answers" AS "t8"
    INNER JOIN (
      SELECT
        "t16"."response_id",
        "t16"."instrument_id"
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
        ) AS "t14"
        WHERE
          "t14"."month" IS NOT NULL AND "t14"."moment" IN ('single', 'after')
      ) AS "t16"
      INNER JOIN (
        SELECT
          "t2"."instrument_id",
          "t2"."anonymous"
        FROM "instruments" AS "t2"
        WHERE
          "t2"."purpose" = 'session'
      ) AS "t12"
        ON "t16"."instrument_id" = "t12"."instrument_id"
    ) AS "t18"
      ON "t8"."response_id" = "t18"."response_id"
    INNER JOIN (
      SELECT
        "t5"."instrument_id",
        "t5"."item_id",
        "t5"."threshold"
      FROM "item_forms" AS "t5"
      WHERE
        "t5"."threshold" IS NOT NULL
    ) AS "t13"
      ON "t18"."instrument_id" = "t13"."instrument_id"
      AND "t8"."item_id" = "t13"."item_id"
  ) AS "t19"
  GROUP BY
    1
) AS "t21"
  ON "t16"."response_id" = "t21"."response_id"
INNER JOIN "centre_code" AS "t6"
  ON "t16"."centre_id" = "t6"."centre_id"
LEFT OUTER JOIN (
  SELECT
    "t3".*
    EXCLUDE ("centre")
  FROM "fact_participation" AS "t3"
) AS "t9"
  ON "t16"."participation_id" = "t9"."participation_id"
