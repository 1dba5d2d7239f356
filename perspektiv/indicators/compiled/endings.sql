SELECT
  *
FROM (
  SELECT
    "t0"."person_no",
    "t0"."centre",
    "t0"."gender",
    "t0"."segment",
    "t0"."early",
    "t0"."early_positive",
    "t0"."regular_surveyed",
    "t0"."ended" AS "month",
    1 AS "ended",
    CAST(1 - "t0"."early" AS INT) AS "regular",
    CAST("t0"."early" - "t0"."early_positive" AS INT) AS "early_other",
    0 AS "units_due",
    0 AS "units_held"
  FROM "fact_participation" AS "t0"
  WHERE
    "t0"."ended" IS NOT NULL
) AS "t3"
UNION ALL
SELECT
  *
FROM (
  SELECT
    "t1"."person_no",
    "t1"."centre",
    "t1"."gender",
    "t1"."segment",
    0 AS "early",
    0 AS "early_positive",
    0 AS "regular_surveyed",
    "t1"."ended" AS "month",
    0 AS "ended",
    0 AS "regular",
    0 AS "early_other",
    "t1"."due" AS "units_due",
    "t1"."held" AS "units_held"
  FROM "fact_appointment" AS "t1"
  WHERE
    "t1"."ended" IS NOT NULL
) AS "t2"
