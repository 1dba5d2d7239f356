SELECT
  "t0"."centre",
  "t0"."gender",
  "t0"."segment",
  "t0"."month",
  "t0"."responses",
  "t0"."anonymous",
  "t0"."share",
  -1 - "t0"."response_no" AS "person_no"
FROM "fact_response" AS "t0"
WHERE
  "t0"."purpose" = 'satisfaction'
