SELECT
  "t6"."response_id",
  "t6"."instrument_id",
  "t3"."item_id",
  "t4"."positive_from" IS NOT NULL AS "rated",
  "t3"."value" >= "t4"."positive_from" AS "positive",
  "t3"."value" >= COALESCE("t4"."stable_from", "t4"."positive_from") AS "stable",
  (
    "t3"."value" - "t4"."minimum"
  ) / (
    "t4"."maximum" - "t4"."minimum"
  ) AS "share"
FROM (
  SELECT
    *
  FROM "responses" AS "t0"
  WHERE
    "t0"."moment" IN ('single', 'after')
) AS "t6"
INNER JOIN "answers" AS "t3"
  ON "t6"."response_id" = "t3"."response_id"
INNER JOIN "items" AS "t4"
  ON "t6"."instrument_id" = "t4"."instrument_id" AND "t3"."item_id" = "t4"."item_id"
