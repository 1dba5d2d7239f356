SELECT
  "t9"."response_id",
  "t9"."instrument_id",
  "t9"."participation_id",
  "t9"."centre_id",
  "t9"."moment",
  "t9"."submitted_on",
  "t9"."scale",
  "t9"."spread",
  "t9"."reliability",
  "t9"."mean",
  "t9"."predicted",
  "t9"."middle" * "t9"."times" AS "score"
FROM (
  SELECT
    "t8"."response_id",
    "t8"."instrument_id",
    "t8"."participation_id",
    "t8"."centre_id",
    "t8"."moment",
    "t8"."submitted_on",
    "t8"."scale",
    "t8"."spread",
    "t8"."reliability",
    "t8"."mean",
    "t8"."predicted",
    "t8"."times",
    "t8"."needed",
    COUNT(*) AS "answered",
    AVG(
      CASE
        WHEN "t8"."turned"
        THEN (
          "t8"."minimum" + "t8"."maximum"
        ) - "t8"."value"
        ELSE "t8"."value"
      END
    ) AS "middle"
  FROM (
    SELECT
      "t3"."response_id",
      "t3"."item_id",
      "t3"."value",
      "t7"."instrument_id",
      "t7"."participation_id",
      "t7"."centre_id",
      "t7"."moment",
      "t7"."submitted_on",
      "t4"."scale",
      "t4"."minimum",
      "t4"."maximum",
      "t4"."spread",
      "t4"."reliability",
      "t4"."mean",
      "t4"."predicted",
      "t4"."turned",
      "t4"."times",
      "t4"."needed"
    FROM "answers" AS "t3"
    INNER JOIN (
      SELECT
        "t5"."response_id",
        "t5"."instrument_id",
        "t5"."participation_id",
        "t5"."centre_id",
        "t5"."moment",
        "t5"."submitted_on"
      FROM (
        SELECT
          *
        FROM "responses" AS "t2"
        WHERE
          "t2"."moment" IN ('before', 'after')
          AND "t2"."participation_id" IS NOT NULL
          AND "t2"."submitted_on" <= GETVARIABLE('to_day')
      ) AS "t5"
    ) AS "t7"
      ON "t3"."response_id" = "t7"."response_id"
    INNER JOIN "fact_judged_item" AS "t4"
      ON "t7"."instrument_id" = "t4"."instrument_id" AND "t3"."item_id" = "t4"."item_id"
  ) AS "t8"
  GROUP BY
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    9,
    10,
    11,
    12,
    13
) AS "t9"
WHERE
  "t9"."answered" >= "t9"."needed"
