SELECT
  "t9".*
  EXCLUDE ("participation_id")
FROM (
  SELECT
    "t5"."participation_id",
    "t6"."month",
    "t4"."reminders",
    CAST(COALESCE(
      "t5"."status" IN ('held', 'no_show', 'cancelled_by_centre', 'cancelled_by_jobcoach'),
      FALSE
    ) AS INT) AS "due",
    CAST(COALESCE(
      "t5"."status" IN ('held', 'no_show', 'cancelled_by_centre', 'cancelled_by_jobcoach')
      AND (
        "t4"."reminders" > 0
      ),
      FALSE
    ) AS INT) AS "reminded",
    CAST(COALESCE(DATE_DIFF('DAY', "t4"."booked_on", CAST("t5"."starts_at" AS DATE)) >= 0, FALSE) AS INT) AS "booked",
    CAST(COALESCE(
      CASE
        WHEN DATE_DIFF('DAY', "t4"."booked_on", CAST("t5"."starts_at" AS DATE)) >= 0
        THEN DATE_DIFF('DAY', "t4"."booked_on", CAST("t5"."starts_at" AS DATE))
        ELSE 0
      END,
      0
    ) AS INT) AS "lead_days",
    CAST(COALESCE(
      "t5"."status" IN ('held', 'no_show', 'cancelled_by_centre', 'cancelled_by_jobcoach')
      AND (
        "t4"."lot" = 'reminded'
      ),
      FALSE
    ) AS INT) AS "drawn_due",
    CAST(COALESCE((
      "t5"."status" = 'no_show'
    ) AND (
      "t4"."lot" = 'reminded'
    ), FALSE) AS INT) AS "drawn_missed",
    CAST(COALESCE(
      "t5"."status" IN ('held', 'no_show', 'cancelled_by_centre', 'cancelled_by_jobcoach')
      AND (
        "t4"."lot" = 'without'
      ),
      FALSE
    ) AS INT) AS "left_out_due",
    CAST(COALESCE((
      "t5"."status" = 'no_show'
    ) AND (
      "t4"."lot" = 'without'
    ), FALSE) AS INT) AS "left_out_missed",
    "t8"."person_no",
    "t8"."centre",
    "t8"."gender",
    "t8"."segment"
  FROM "appointment_bookings" AS "t4"
  INNER JOIN "appointments" AS "t5"
    ON "t4"."appointment_id" = "t5"."appointment_id"
  INNER JOIN "calendar" AS "t6"
    ON CAST(CAST(FLOOR((
      EPOCH_US("t5"."starts_at")
    ) / (
      3600000000
    )) AS BIGINT) AS INT) = "t6"."hour"
  INNER JOIN (
    SELECT
      "t3"."participation_id",
      "t3"."person_no",
      "t3"."centre",
      "t3"."gender",
      "t3"."segment"
    FROM "fact_participation" AS "t3"
  ) AS "t8"
    ON "t5"."participation_id" = "t8"."participation_id"
) AS "t9"
