SELECT
  "t6"."person_id",
  "t6"."centre",
  "t6"."gender",
  CAST("t6"."number" AS INT) AS "person_no"
FROM (
  SELECT
    "t3"."person_id",
    "t4"."centre",
    "t5"."gender",
    ROW_NUMBER() OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) - 1 AS "number"
  FROM "persons" AS "t3"
  INNER JOIN "centre_code" AS "t4"
    ON "t3"."centre_id" = "t4"."centre_id"
  INNER JOIN "gender_code" AS "t5"
    ON "t3"."gender" = "t5"."gender_id"
) AS "t6"
