SELECT
  "t4"."person_no",
  "t4"."centre",
  "t4"."gender",
  "t4"."segment",
  "t4"."due",
  "t4"."held",
  "t4"."missed",
  "t4"."cancelled",
  "t4"."lost",
  "t4"."not_missed",
  "t2"."month"
FROM (
  SELECT
    *
  FROM "fact_appointment" AS "t0"
  WHERE
    "t0"."started_in_time"
) AS "t4"
INNER JOIN "fact_leaving" AS "t2"
  ON "t4"."person_no" = "t2"."person_no"
