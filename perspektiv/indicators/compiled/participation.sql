SELECT
  "t5"."participation_id",
  "t6"."person_no",
  "t6"."centre",
  "t6"."gender",
  "t7"."segment",
  "t7"."own_segment",
  "t5"."started_on",
  "t5"."ended_on",
  CASE
    WHEN "t5"."started_on" BETWEEN GETVARIABLE('from_day') AND GETVARIABLE('to_day')
    THEN CAST((
      (
        EXTRACT(year FROM "t5"."started_on") * 12
      ) + EXTRACT(month FROM "t5"."started_on")
    ) - 1 AS INT)
    ELSE CAST(NULL AS INT)
  END AS "started",
  CASE
    WHEN "t5"."ended_on" BETWEEN GETVARIABLE('from_day') AND GETVARIABLE('to_day')
    THEN CAST((
      (
        EXTRACT(year FROM "t5"."ended_on") * 12
      ) + EXTRACT(month FROM "t5"."ended_on")
    ) - 1 AS INT)
    ELSE CAST(NULL AS INT)
  END AS "ended",
  CAST(COALESCE("t5"."ending" = 'early', FALSE) AS INT) AS "early",
  CAST(COALESCE((
    "t5"."ending" = 'early'
  ) AND (
    "t9"."valuation" = 'positive'
  ), FALSE) AS INT) AS "early_positive",
  CAST(COALESCE((
    "t5"."ending" = 'regular'
  ) AND "t8"."surveyed", FALSE) AS INT) AS "regular_surveyed"
FROM "participations" AS "t5"
INNER JOIN "fact_person" AS "t6"
  ON "t5"."person_id" = "t6"."person_id"
INNER JOIN "segment_code" AS "t7"
  ON "t5"."segment_id" = "t7"."segment_id"
INNER JOIN "segments" AS "t8"
  ON "t5"."segment_id" = "t8"."segment_id"
LEFT OUTER JOIN "ending_reasons" AS "t9"
  ON "t5"."reason_id" = "t9"."reason_id"
