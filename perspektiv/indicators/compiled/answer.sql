SELECT
  "t4"."response_no",
  "t4"."instrument_id",
  "t3"."item_id",
  "t4"."purpose",
  "t4"."centre",
  "t4"."gender",
  "t4"."segment",
  "t4"."month",
  "t5"."positive_from" IS NOT NULL AS "rated",
  "t3"."value" >= "t5"."positive_from" AS "positive",
  "t3"."value" >= COALESCE("t5"."stable_from", "t5"."positive_from") AS "stable",
  (
    "t3"."value" - "t5"."minimum"
  ) / (
    "t5"."maximum" - "t5"."minimum"
  ) AS "share"
FROM "answers" AS "t3"
INNER JOIN "fact_asked" AS "t4"
  ON "t3"."response_id" = "t4"."response_id"
LEFT OUTER JOIN "items" AS "t5"
  ON "t4"."instrument_id" = "t5"."instrument_id" AND "t3"."item_id" = "t5"."item_id"
