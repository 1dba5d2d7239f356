SELECT
  "t7"."step",
  "t7"."segment",
  "t7"."onward",
  "t7"."exit" IS NULL AS "still_there",
  COUNT(*) AS "persons"
FROM (
  SELECT
    "t6"."participation_id",
    "t6"."person_no",
    "t6"."centre",
    "t6"."gender",
    "t6"."segment",
    "t6"."own_segment",
    "t6"."started_on",
    "t6"."ended_on",
    "t6"."started",
    "t6"."ended",
    "t6"."early",
    "t6"."early_positive",
    "t6"."regular_surveyed",
    "t6"."step",
    "t6"."onward",
    "t4"."person_no" AS "person_no_right",
    "t4"."exit"
  FROM (
    SELECT
      "t3"."participation_id",
      "t3"."person_no",
      "t3"."centre",
      "t3"."gender",
      "t3"."segment",
      "t3"."own_segment",
      "t3"."started_on",
      "t3"."ended_on",
      "t3"."started",
      "t3"."ended",
      "t3"."early",
      "t3"."early_positive",
      "t3"."regular_surveyed",
      (
        ROW_NUMBER() OVER (
          PARTITION BY "t3"."person_no"
          ORDER BY "t3"."started_on" ASC, "t3"."segment" ASC, "t3"."participation_id" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) - 1
      ) + 1 AS "step",
      LEAD("t3"."segment") OVER (
        PARTITION BY "t3"."person_no"
        ORDER BY "t3"."started_on" ASC, "t3"."segment" ASC, "t3"."participation_id" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "onward"
    FROM (
      SELECT
        *
      FROM "fact_participation" AS "t0"
      WHERE
        "t0"."started" IS NOT NULL
    ) AS "t3"
  ) AS "t6"
  LEFT OUTER JOIN (
    SELECT
      "t1"."person_no",
      "t1"."exit"
    FROM "fact_leaving" AS "t1"
  ) AS "t4"
    ON "t6"."person_no" = "t4"."person_no"
) AS "t7"
GROUP BY
  1,
  2,
  3,
  4
