SELECT
  *
FROM (
  SELECT
    "t22"."person_no",
    "t22"."centre",
    "t22"."gender",
    "t22"."month",
    1 AS "talks",
    CAST(DATE_DIFF('DAY', "t22"."referred_on", "t22"."on") AS INT) AS "days_to_talk",
    0 AS "entries",
    0 AS "days_to_entry"
  FROM (
    SELECT
      "t19"."person_no",
      "t19"."centre",
      "t19"."gender",
      "t19"."referral_id",
      "t19"."referred_on",
      "t19"."on",
      CASE
        WHEN "t19"."on" BETWEEN GETVARIABLE('from_day') AND GETVARIABLE('to_day')
        THEN CAST((
          (
            EXTRACT(year FROM "t19"."on") * 12
          ) + EXTRACT(month FROM "t19"."on")
        ) - 1 AS INT)
        ELSE CAST(NULL AS INT)
      END AS "month"
    FROM (
      SELECT
        "t18"."person_no",
        "t18"."centre",
        "t18"."gender",
        "t18"."referral_id",
        "t18"."referred_on",
        MIN("t18"."on") AS "on"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t3"."person_no",
            "t3"."centre",
            "t3"."gender",
            "t3"."referral_id",
            "t3"."referred_on",
            "t3"."result",
            "t3"."next_on",
            "t14"."on"
          FROM "fact_way_in" AS "t3"
          INNER JOIN (
            SELECT
              "t8"."person_no",
              CAST("t11"."starts_at" AS DATE) AS "on"
            FROM (
              SELECT
                *
              FROM "appointments" AS "t2"
              WHERE
                "t2"."kind" = 'first_contact' AND "t2"."status" = 'held'
            ) AS "t11"
            INNER JOIN (
              SELECT
                "t1"."participation_id",
                "t1"."person_no"
              FROM "fact_participation" AS "t1"
            ) AS "t8"
              ON "t11"."participation_id" = "t8"."participation_id"
          ) AS "t14"
            ON "t3"."person_no" = "t14"."person_no"
        ) AS "t16"
        WHERE
          "t16"."on" >= "t16"."referred_on"
          AND (
            (
              "t16"."next_on" IS NULL
            ) OR (
              "t16"."on" < "t16"."next_on"
            )
          )
      ) AS "t18"
      GROUP BY
        1,
        2,
        3,
        4,
        5
    ) AS "t19"
  ) AS "t22"
  WHERE
    "t22"."month" IS NOT NULL
) AS "t23"
UNION ALL
SELECT
  *
FROM (
  SELECT
    "t20"."person_no",
    "t20"."centre",
    "t20"."gender",
    "t20"."month",
    0 AS "talks",
    0 AS "days_to_talk",
    1 AS "entries",
    CAST(DATE_DIFF('DAY', "t20"."referred_on", "t20"."on") AS INT) AS "days_to_entry"
  FROM (
    SELECT
      "t17"."person_no",
      "t17"."centre",
      "t17"."gender",
      "t17"."referral_id",
      "t17"."referred_on",
      "t17"."on",
      CASE
        WHEN "t17"."on" BETWEEN GETVARIABLE('from_day') AND GETVARIABLE('to_day')
        THEN CAST((
          (
            EXTRACT(year FROM "t17"."on") * 12
          ) + EXTRACT(month FROM "t17"."on")
        ) - 1 AS INT)
        ELSE CAST(NULL AS INT)
      END AS "month"
    FROM (
      SELECT
        "t15"."person_no",
        "t15"."centre",
        "t15"."gender",
        "t15"."referral_id",
        "t15"."referred_on",
        MIN("t15"."on") AS "on"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t10"."person_no",
            "t10"."centre",
            "t10"."gender",
            "t10"."referral_id",
            "t10"."referred_on",
            "t10"."result",
            "t10"."next_on",
            "t7"."on"
          FROM (
            SELECT
              *
            FROM "fact_way_in" AS "t0"
            WHERE
              "t0"."result" = 'entered'
          ) AS "t10"
          INNER JOIN (
            SELECT
              "t1"."person_no",
              "t1"."started_on" AS "on"
            FROM "fact_participation" AS "t1"
          ) AS "t7"
            ON "t10"."person_no" = "t7"."person_no"
        ) AS "t12"
        WHERE
          "t12"."on" >= "t12"."referred_on"
          AND (
            (
              "t12"."next_on" IS NULL
            ) OR (
              "t12"."on" < "t12"."next_on"
            )
          )
      ) AS "t15"
      GROUP BY
        1,
        2,
        3,
        4,
        5
    ) AS "t17"
  ) AS "t20"
  WHERE
    "t20"."month" IS NOT NULL
) AS "t21"
