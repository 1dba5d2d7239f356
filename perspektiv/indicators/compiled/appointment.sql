SELECT
  "t8"."month",
  "t3"."person_no",
  "t3"."centre",
  "t3"."gender",
  "t3"."segment",
  "t3"."ended",
  "t8"."held",
  "t8"."missed",
  "t8"."cancelled",
  "t8"."excused",
  "t8"."open",
  CAST("t8"."held" + "t8"."missed" + "t8"."cancelled" AS INT) AS "due",
  CAST("t8"."missed" + "t8"."cancelled" AS INT) AS "lost",
  CAST("t8"."held" + "t8"."cancelled" AS INT) AS "not_missed",
  "t3"."started_on" <= GETVARIABLE('to_day') AS "started_in_time"
FROM (
  SELECT
    "t6"."participation_id",
    "t6"."month",
    CAST(COUNT(*) FILTER(WHERE
      "t6"."status" = 'held') AS INT) AS "held",
    CAST(COUNT(*) FILTER(WHERE
      "t6"."status" = 'no_show') AS INT) AS "missed",
    CAST(COUNT(*) FILTER(WHERE
      "t6"."status" IN ('cancelled_by_centre', 'cancelled_by_jobcoach')) AS INT) AS "cancelled",
    CAST(COUNT(*) FILTER(WHERE
      "t6"."status" = 'excused') AS INT) AS "excused",
    CAST(COUNT(*) FILTER(WHERE
      (
        "t6"."status" = 'planned'
      )
      AND (
        "t6"."starts_at" < GETVARIABLE('as_of_start')
      )) AS INT) AS "open"
  FROM (
    SELECT
      "t4"."appointment_id",
      "t4"."participation_id",
      "t4"."kind",
      "t4"."starts_at",
      "t4"."minutes",
      "t4"."status",
      "t5"."hour",
      "t5"."month"
    FROM "appointments" AS "t4"
    LEFT OUTER JOIN "calendar" AS "t5"
      ON CAST(CAST(FLOOR((
        EPOCH_US("t4"."starts_at")
      ) / (
        3600000000
      )) AS BIGINT) AS INT) = "t5"."hour"
  ) AS "t6"
  GROUP BY
    1,
    2
) AS "t8"
INNER JOIN "fact_participation" AS "t3"
  ON "t8"."participation_id" = "t3"."participation_id"
