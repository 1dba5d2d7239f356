SELECT
  "t7"."person_no",
  "t4"."centre",
  "t7"."gender",
  "t7"."segment",
  "t15"."month",
  "t15"."instrument_id",
  "t15"."scale",
  1 AS "comparisons",
  CAST(COALESCE("t15"."index" > 1.96, FALSE) AS INT) AS "reliably_improved",
  CAST(COALESCE("t15"."index" < -1.96, FALSE) AS INT) AS "reliably_worsened",
  (
    1 - CAST(COALESCE("t15"."index" > 1.96, FALSE) AS INT)
  ) - CAST(COALESCE("t15"."index" < -1.96, FALSE) AS INT) AS "reliably_unchanged"
FROM (
  SELECT
    "t13"."participation_id",
    "t13"."instrument_id",
    "t13"."scale",
    "t13"."before",
    "t13"."began_on",
    "t13"."after",
    "t13"."ended_on",
    "t13"."centre_id",
    "t13"."month",
    "t13"."scoring",
    "t13"."needed",
    "t13"."spread",
    "t13"."reliability",
    "t13"."mean",
    "t13"."error_variant",
    "t13"."source",
    "t13"."predicted",
    (
      "t13"."after" - CASE
        WHEN "t13"."predicted"
        THEN "t13"."mean" + (
          "t13"."reliability" * (
            "t13"."before" - "t13"."mean"
          )
        )
        ELSE "t13"."before"
      END
    ) / (
      "t13"."spread" * CASE
        WHEN "t13"."predicted"
        THEN SQRT(1 - (
          "t13"."reliability" * "t13"."reliability"
        ))
        ELSE SQRT((
          1 - "t13"."reliability"
        ) * 2)
      END
    ) AS "index"
  FROM (
    SELECT
      "t12"."participation_id",
      "t12"."instrument_id",
      "t12"."scale",
      "t12"."before",
      "t12"."began_on",
      "t12"."after",
      "t12"."ended_on",
      "t12"."centre_id",
      "t12"."month",
      "t6"."scoring",
      "t6"."needed",
      "t6"."spread",
      "t6"."reliability",
      "t6"."mean",
      "t6"."error_variant",
      "t6"."source",
      "t6"."predicted"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t9"."participation_id",
          "t9"."instrument_id",
          "t9"."scale",
          "t9"."before",
          "t9"."began_on",
          "t9"."after",
          "t9"."ended_on",
          "t9"."centre_id",
          CASE
            WHEN "t9"."ended_on" BETWEEN GETVARIABLE('from_day') AND GETVARIABLE('to_day')
            THEN CAST((
              (
                EXTRACT(year FROM "t9"."ended_on") * 12
              ) + EXTRACT(month FROM "t9"."ended_on")
            ) - 1 AS INT)
            ELSE CAST(NULL AS INT)
          END AS "month"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t3"."participation_id",
              "t3"."instrument_id",
              "t3"."scale",
              FIRST("t3"."score" ORDER BY "t3"."submitted_on" ASC, "t3"."response_id" ASC) FILTER(WHERE
                "t3"."score" IS NOT NULL AND "t3"."moment" = 'before') AS "before",
              FIRST("t3"."submitted_on" ORDER BY "t3"."submitted_on" ASC, "t3"."response_id" ASC) FILTER(WHERE
                "t3"."submitted_on" IS NOT NULL AND "t3"."moment" = 'before') AS "began_on",
              LAST("t3"."score" ORDER BY "t3"."submitted_on" ASC, "t3"."response_id" ASC) FILTER(WHERE
                "t3"."score" IS NOT NULL AND "t3"."moment" = 'after') AS "after",
              LAST("t3"."submitted_on" ORDER BY "t3"."submitted_on" ASC, "t3"."response_id" ASC) FILTER(WHERE
                "t3"."submitted_on" IS NOT NULL AND "t3"."moment" = 'after') AS "ended_on",
              LAST("t3"."centre_id" ORDER BY "t3"."submitted_on" ASC, "t3"."response_id" ASC) FILTER(WHERE
                "t3"."centre_id" IS NOT NULL AND "t3"."moment" = 'after') AS "centre_id"
            FROM "fact_scored" AS "t3"
            GROUP BY
              1,
              2,
              3
          ) AS "t8"
          WHERE
            "t8"."before" IS NOT NULL
            AND "t8"."after" IS NOT NULL
            AND "t8"."began_on" <= "t8"."ended_on"
        ) AS "t9"
      ) AS "t10"
      WHERE
        "t10"."month" IS NOT NULL
    ) AS "t12"
    INNER JOIN "fact_judged_scale" AS "t6"
      ON "t12"."instrument_id" = "t6"."instrument_id" AND "t12"."scale" = "t6"."scale"
  ) AS "t13"
) AS "t15"
INNER JOIN "centre_code" AS "t4"
  ON "t15"."centre_id" = "t4"."centre_id"
INNER JOIN (
  SELECT
    "t1".*
    EXCLUDE ("centre")
  FROM "fact_participation" AS "t1"
) AS "t7"
  ON "t15"."participation_id" = "t7"."participation_id"
