SELECT
  "t0"."person_no",
  "t0"."centre",
  "t0"."gender",
  "t0"."segment",
  "t0"."month",
  "t0"."responses",
  "t0"."anonymous",
  "t0"."share"
FROM "fact_response" AS "t0"
WHERE
  "t0"."purpose" = 'satisfaction'
