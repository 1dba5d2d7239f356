SELECT
  "t6"."response_no",
  "t6"."purpose",
  "t6"."centre",
  "t6"."gender",
  "t6"."segment",
  "t6"."month",
  "t6"."person_no",
  "t6"."anonymous",
  "t6"."rated",
  "t6"."improved",
  "t6"."stable",
  "t6"."share",
  1 AS "responses"
FROM (
  SELECT
    "t3"."response_no",
    "t3"."purpose",
    "t3"."centre",
    "t3"."gender",
    "t3"."segment",
    "t3"."month",
    "t3"."person_no",
    "t3"."anonymous",
    "t5"."rated",
    "t5"."improved",
    "t5"."stable",
    "t5"."share"
  FROM (
    SELECT
      "t0".*
      EXCLUDE ("instrument_id", "response_id")
    FROM "fact_asked" AS "t0"
  ) AS "t3"
  INNER JOIN (
    SELECT
      "t1"."response_no",
      BOOL_OR(CAST("t1"."rated" AS BOOLEAN)) AS "rated",
      BOOL_AND(CAST("t1"."positive" AS BOOLEAN)) FILTER(WHERE
        "t1"."rated") AS "improved",
      BOOL_AND(CAST("t1"."stable" AS BOOLEAN)) FILTER(WHERE
        "t1"."rated") AS "stable",
      AVG("t1"."share") AS "share"
    FROM "fact_answer" AS "t1"
    GROUP BY
      1
  ) AS "t5"
    ON "t3"."response_no" = "t5"."response_no"
) AS "t6"
