SELECT
  "t15"."response_id",
  "t15"."purpose",
  "t15"."centre",
  "t15"."gender",
  "t15"."segment",
  "t15"."month",
  "t15"."rated",
  "t15"."improved",
  "t15"."stable",
  "t15"."share",
  COALESCE("t15"."person_no", "t15"."alone") AS "person_no",
  1 AS "responses",
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
    "t14"."rated",
    "t14"."improved",
    "t14"."stable",
    "t14"."share",
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
    -1 - (
      ROW_NUMBER() OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) - 1
    ) AS "alone"
  FROM (
    SELECT
      "t13"."response_id",
      "t13"."instrument_id",
      "t13"."centre_id",
      "t13"."participation_id",
      "t13"."moment",
      "t13"."submitted_on",
      "t13"."month",
      "t10"."rated",
      "t10"."improved",
      "t10"."stable",
      "t10"."share",
      "t5"."name",
      "t5"."purpose",
      "t5"."version",
      "t5"."anonymous",
      "t6"."centre",
      "t8"."participation_id" AS "participation_id_right",
      "t8"."person_no",
      "t8"."gender",
      "t8"."segment",
      "t8"."own_segment",
      "t8"."started_on",
      "t8"."ended_on",
      "t8"."started",
      "t8"."ended",
      "t8"."early",
      "t8"."early_positive",
      "t8"."regular_surveyed"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t2"."response_id",
          "t2"."instrument_id",
          "t2"."centre_id",
          "t2"."participation_id",
          "t2"."moment",
          "t2"."submitted_on",
          CASE
            WHEN "t2"."submitted_on" BETWEEN GETVARIABLE('from_day') AND GETVARIABLE('to_day')
            THEN CAST((
              (
                EXTRACT(year FROM "t2"."submitted_on") * 12
              ) + EXTRACT(month FROM "t2"."submitted_on")
            ) - 1 AS INT)
            ELSE CAST(NULL AS INT)
          END AS "month"
        FROM "responses" AS "t2"
      ) AS "t11"
      WHERE
        "t11"."month" IS NOT NULL
    ) AS "t13"
    INNER JOIN (
      SELECT
        "t3"."response_id",
        BOOL_OR(CAST("t3"."rated" AS BOOLEAN)) AS "rated",
        BOOL_AND(CAST("t3"."positive" AS BOOLEAN)) FILTER(WHERE
          "t3"."rated") AS "improved",
        BOOL_AND(CAST("t3"."stable" AS BOOLEAN)) FILTER(WHERE
          "t3"."rated") AS "stable",
        AVG("t3"."share") AS "share"
      FROM "fact_answer" AS "t3"
      GROUP BY
        1
    ) AS "t10"
      ON "t13"."response_id" = "t10"."response_id"
    INNER JOIN "instruments" AS "t5"
      ON "t13"."instrument_id" = "t5"."instrument_id"
    INNER JOIN "centre_code" AS "t6"
      ON "t13"."centre_id" = "t6"."centre_id"
    LEFT OUTER JOIN (
      SELECT
        "t4".*
        EXCLUDE ("centre")
      FROM "fact_participation" AS "t4"
    ) AS "t8"
      ON "t13"."participation_id" = "t8"."participation_id"
  ) AS "t14"
) AS "t15"
