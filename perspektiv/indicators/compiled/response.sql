SELECT
  "t7"."response_no",
  "t7"."purpose",
  "t7"."centre",
  "t7"."gender",
  "t7"."segment",
  "t7"."month",
  "t7"."person_no",
  "t7"."anonymous",
  "t7"."rated",
  "t7"."improved",
  "t7"."stable",
  "t7"."share",
  1 AS "responses"
FROM (
  SELECT
    "t4"."response_no",
    "t4"."purpose",
    "t4"."centre",
    "t4"."gender",
    "t4"."segment",
    "t4"."month",
    "t4"."person_no",
    "t4"."anonymous",
    "t6"."rated",
    "t6"."improved",
    "t6"."stable",
    "t6"."share"
  FROM (
    SELECT
      "t2".*
      EXCLUDE ("instrument_id")
    FROM (
      SELECT
        "t0".*
        EXCLUDE ("response_id")
      FROM "fact_asked" AS "t0"
    ) AS "t2"
  ) AS "t4"
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
  ) AS "t6"
    ON "t4"."response_no" = "t6"."response_no"
) AS "t7"
