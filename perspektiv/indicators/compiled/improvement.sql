SELECT
  "t0"."person_no",
  "t0"."centre",
  "t0"."gender",
  "t0"."segment",
  "t0"."month",
  "t0"."responses",
  "t0"."anonymous",
  CAST(COALESCE("t0"."improved", FALSE) AS INT) AS "improved",
  1 - CAST(COALESCE("t0"."improved", FALSE) AS INT) AS "not_improved",
  CAST(COALESCE("t0"."stable", FALSE) AS INT) AS "stable",
  1 - CAST(COALESCE("t0"."stable", FALSE) AS INT) AS "not_stable",
  CAST(COALESCE("t0"."stable", FALSE) AS INT) - CAST(COALESCE("t0"."improved", FALSE) AS INT) AS "only_stable"
FROM "fact_response" AS "t0"
WHERE
  "t0"."purpose" = 'improvement' AND "t0"."rated"
