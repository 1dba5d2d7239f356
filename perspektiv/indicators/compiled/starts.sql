SELECT
  "t0"."person_no",
  "t0"."centre",
  "t0"."gender",
  "t0"."segment",
  "t0"."own_segment",
  "t0"."started" AS "month"
FROM "fact_participation" AS "t0"
WHERE
  "t0"."started" IS NOT NULL
