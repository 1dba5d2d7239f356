SELECT
  "t6"."instrument_id",
  "t6"."item_id",
  "t6"."centre",
  "t6"."gender",
  "t6"."segment",
  "t6"."month",
  COUNT(*) AS "answers",
  COUNT(*) FILTER(WHERE
    "t6"."positive") AS "positive"
FROM (
  SELECT
    "t3"."response_id",
    "t3"."instrument_id",
    "t3"."item_id",
    "t3"."rated",
    "t3"."positive",
    "t3"."stable",
    "t3"."share",
    "t5"."purpose",
    "t5"."centre",
    "t5"."gender",
    "t5"."segment",
    "t5"."month",
    "t5"."rated" AS "rated_right",
    "t5"."improved",
    "t5"."stable" AS "stable_right",
    "t5"."share" AS "share_right",
    "t5"."person_no",
    "t5"."responses",
    "t5"."anonymous"
  FROM (
    SELECT
      *
    FROM "fact_answer" AS "t0"
    WHERE
      "t0"."rated"
  ) AS "t3"
  INNER JOIN (
    SELECT
      *
    FROM "fact_response" AS "t1"
    WHERE
      "t1"."purpose" = 'quality'
  ) AS "t5"
    ON "t3"."response_id" = "t5"."response_id"
) AS "t6"
GROUP BY
  1,
  2,
  3,
  4,
  5,
  6
