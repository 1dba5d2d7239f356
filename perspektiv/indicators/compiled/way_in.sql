SELECT
  "t3"."person_no",
  "t3"."centre",
  "t3"."gender",
  "t2"."referral_id",
  "t2"."referred_on",
  "t2"."result",
  LEAD("t2"."referred_on") OVER (
    PARTITION BY "t3"."person_no"
    ORDER BY "t2"."referred_on" ASC, "t2"."referral_id" ASC
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
  ) AS "next_on"
FROM "referrals" AS "t2"
INNER JOIN "fact_person" AS "t3"
  ON "t2"."person_id" = "t3"."person_id"
