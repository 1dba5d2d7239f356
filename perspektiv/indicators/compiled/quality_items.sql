SELECT
  "t1"."instrument_id",
  "t1"."item_id",
  "t1"."centre",
  "t1"."gender",
  "t1"."segment",
  "t1"."month",
  COUNT(*) AS "answers",
  COUNT(*) FILTER(WHERE
    "t1"."positive") AS "positive"
FROM (
  SELECT
    *
  FROM "fact_answer" AS "t0"
  WHERE
    "t0"."rated" AND "t0"."purpose" = 'quality'
) AS "t1"
GROUP BY
  1,
  2,
  3,
  4,
  5,
  6
