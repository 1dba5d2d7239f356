SELECT
  "t8"."centre",
  "t3"."month",
  1 AS "offered",
  CAST(COALESCE("t8"."used", FALSE) AS INT) AS "used"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t4"."slot_id",
      "t4"."centre_id",
      "t4"."starts_at",
      "t4"."minutes",
      "t4"."used",
      "t5"."centre"
    FROM "offered_slots" AS "t4"
    INNER JOIN "centre_code" AS "t5"
      ON "t4"."centre_id" = "t5"."centre_id"
  ) AS "t6"
  WHERE
    CAST("t6"."starts_at" AS DATE) <= GETVARIABLE('data_as_of')
) AS "t8"
INNER JOIN "calendar" AS "t3"
  ON CAST(CAST(FLOOR((
    EPOCH_US("t8"."starts_at")
  ) / (
    3600000000
  )) AS BIGINT) AS INT) = "t3"."hour"
