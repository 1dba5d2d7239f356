SELECT
  "t5"."person_no",
  "t3"."centre",
  "t5"."gender",
  "t5"."segment",
  "t10"."month",
  "t10"."instrument_id",
  "t10"."scale",
  1 AS "comparisons",
  CAST(COALESCE("t10"."index" > 1.96, FALSE) AS INT) AS "reliably_improved",
  CAST(COALESCE("t10"."index" < -1.96, FALSE) AS INT) AS "reliably_worsened",
  (
    1 - CAST(COALESCE("t10"."index" > 1.96, FALSE) AS INT)
  ) - CAST(COALESCE("t10"."index" < -1.96, FALSE) AS INT) AS "reliably_unchanged"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t7"."participation_id",
      "t7"."instrument_id",
      "t7"."scale",
      "t7"."spread",
      "t7"."reliability",
      "t7"."mean",
      "t7"."predicted",
      "t7"."before",
      "t7"."began_on",
      "t7"."after",
      "t7"."ended_on",
      "t7"."centre_id",
      CASE
        WHEN "t7"."ended_on" BETWEEN GETVARIABLE('from_day') AND GETVARIABLE('to_day')
        THEN CAST((
          (
            EXTRACT(year FROM "t7"."ended_on") * 12
          ) + EXTRACT(month FROM "t7"."ended_on")
        ) - 1 AS INT)
        ELSE CAST(NULL AS INT)
      END AS "month",
      (
        "t7"."after" - CASE
          WHEN "t7"."predicted"
          THEN "t7"."mean" + (
            "t7"."reliability" * (
              "t7"."before" - "t7"."mean"
            )
          )
          ELSE "t7"."before"
        END
      ) / (
        "t7"."spread" * CASE
          WHEN "t7"."predicted"
          THEN SQRT(1 - (
            "t7"."reliability" * "t7"."reliability"
          ))
          ELSE SQRT((
            1 - "t7"."reliability"
          ) * 2)
        END
      ) AS "index"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t2"."participation_id",
          "t2"."instrument_id",
          "t2"."scale",
          "t2"."spread",
          "t2"."reliability",
          "t2"."mean",
          "t2"."predicted",
          FIRST("t2"."score" ORDER BY "t2"."submitted_on" ASC, "t2"."response_id" ASC) FILTER(WHERE
            "t2"."score" IS NOT NULL AND "t2"."moment" = 'before') AS "before",
          FIRST("t2"."submitted_on" ORDER BY "t2"."submitted_on" ASC, "t2"."response_id" ASC) FILTER(WHERE
            "t2"."submitted_on" IS NOT NULL AND "t2"."moment" = 'before') AS "began_on",
          LAST("t2"."score" ORDER BY "t2"."submitted_on" ASC, "t2"."response_id" ASC) FILTER(WHERE
            "t2"."score" IS NOT NULL AND "t2"."moment" = 'after') AS "after",
          LAST("t2"."submitted_on" ORDER BY "t2"."submitted_on" ASC, "t2"."response_id" ASC) FILTER(WHERE
            "t2"."submitted_on" IS NOT NULL AND "t2"."moment" = 'after') AS "ended_on",
          LAST("t2"."centre_id" ORDER BY "t2"."submitted_on" ASC, "t2"."response_id" ASC) FILTER(WHERE
            "t2"."centre_id" IS NOT NULL AND "t2"."moment" = 'after') AS "centre_id"
        FROM "fact_scored" AS "t2"
        GROUP BY
          1,
          2,
          3,
          4,
          5,
          6,
          7
      ) AS "t6"
      WHERE
        "t6"."before" IS NOT NULL
        AND "t6"."after" IS NOT NULL
        AND "t6"."began_on" <= "t6"."ended_on"
    ) AS "t7"
  ) AS "t8"
  WHERE
    "t8"."month" IS NOT NULL
) AS "t10"
INNER JOIN "centre_code" AS "t3"
  ON "t10"."centre_id" = "t3"."centre_id"
INNER JOIN (
  SELECT
    "t1".*
    EXCLUDE ("centre")
  FROM "fact_participation" AS "t1"
) AS "t5"
  ON "t10"."participation_id" = "t5"."participation_id"
