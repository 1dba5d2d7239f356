SELECT
  "t15"."response_id",
  "t15"."response_no",
  "t15"."instrument_id",
  "t15"."purpose",
  "t15"."centre",
  "t15"."gender",
  "t15"."segment",
  "t15"."month",
  COALESCE("t15"."person_no", -1 - "t15"."response_no") AS "person_no",
  CAST(COALESCE("t15"."anonymous", FALSE) AS INT) AS "anonymous"
FROM (
  SELECT
    "t14"."response_id",
    "t14"."instrument_id",
    "t14"."centre_id",
    "t14"."participation_id",
    "t14"."moment",
    "t14"."submitted_on",
    "t14"."month",
    "t14"."name",
    "t14"."purpose",
    "t14"."version",
    "t14"."anonymous",
    "t14"."centre",
    "t14"."participation_id_right",
    "t14"."person_no",
    "t14"."gender",
    "t14"."segment",
    "t14"."own_segment",
    "t14"."started_on",
    "t14"."ended_on",
    "t14"."started",
    "t14"."ended",
    "t14"."early",
    "t14"."early_positive",
    "t14"."regular_surveyed",
    CAST(ROW_NUMBER() OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) - 1 AS INT) AS "response_no"
  FROM (
    SELECT
      "t13"."response_id",
      "t13"."instrument_id",
      "t13"."centre_id",
      "t13"."participation_id",
      "t13"."moment",
      "t13"."submitted_on",
      "t13"."month",
      "t13"."name",
      "t13"."purpose",
      "t13"."version",
      "t13"."anonymous",
      "t4"."centre",
      "t7"."participation_id" AS "participation_id_right",
      "t7"."person_no",
      "t7"."gender",
      "t7"."segment",
      "t7"."own_segment",
      "t7"."started_on",
      "t7"."ended_on",
      "t7"."started",
      "t7"."ended",
      "t7"."early",
      "t7"."early_positive",
      "t7"."regular_surveyed"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t10"."response_id",
          "t10"."instrument_id",
          "t10"."centre_id",
          "t10"."participation_id",
          "t10"."moment",
          "t10"."submitted_on",
          "t10"."month",
          "t6"."name",
          "t6"."purpose",
          "t6"."version",
          "t6"."anonymous"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t3"."response_id",
              "t3"."instrument_id",
              "t3"."centre_id",
              "t3"."participation_id",
              "t3"."moment",
              "t3"."submitted_on",
              CASE
                WHEN "t3"."submitted_on" BETWEEN GETVARIABLE('from_day') AND GETVARIABLE('to_day')
                THEN CAST((
                  (
                    EXTRACT(year FROM "t3"."submitted_on") * 12
                  ) + EXTRACT(month FROM "t3"."submitted_on")
                ) - 1 AS INT)
                ELSE CAST(NULL AS INT)
              END AS "month"
            FROM "responses" AS "t3"
          ) AS "t8"
          WHERE
            "t8"."month" IS NOT NULL AND "t8"."moment" IN ('single', 'after')
        ) AS "t10"
        INNER JOIN "instruments" AS "t6"
          ON "t10"."instrument_id" = "t6"."instrument_id"
      ) AS "t11"
      WHERE
        "t11"."purpose" IN ('improvement', 'quality', 'satisfaction')
    ) AS "t13"
    INNER JOIN "centre_code" AS "t4"
      ON "t13"."centre_id" = "t4"."centre_id"
    LEFT OUTER JOIN (
      SELECT
        "t1".*
        EXCLUDE ("centre")
      FROM "fact_participation" AS "t1"
    ) AS "t7"
      ON "t13"."participation_id" = "t7"."participation_id"
  ) AS "t14"
) AS "t15"
