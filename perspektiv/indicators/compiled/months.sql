SELECT
  "t21"."job",
  "t21"."follow_on",
  COUNT(*) AS "persons"
FROM (
  SELECT
    "t19"."job",
    "t20"."follow_on"
  FROM (
    SELECT
      *
    FROM "fact_leaving" AS "t0"
    WHERE
      "t0"."window_end" <= GETVARIABLE('data_as_of')
  ) AS "t10"
  INNER JOIN (
    SELECT
      "t1"."person_no",
      "t1"."person_id"
    FROM "fact_person" AS "t1"
  ) AS "t7"
    ON "t10"."person_no" = "t7"."person_no"
  LEFT OUTER JOIN (
    SELECT
      "t15"."person_no",
      "t15"."month" AS "job"
    FROM (
      SELECT
        "t13"."person_no",
        MIN(
          CAST(COALESCE("t13"."started_on" > (
            "t13"."exit" + INTERVAL '0' MONTH
          ), FALSE) AS INT) + CAST(COALESCE("t13"."started_on" > (
            "t13"."exit" + INTERVAL '1' MONTH
          ), FALSE) AS INT) + CAST(COALESCE("t13"."started_on" > (
            "t13"."exit" + INTERVAL '2' MONTH
          ), FALSE) AS INT) + CAST(COALESCE("t13"."started_on" > (
            "t13"."exit" + INTERVAL '3' MONTH
          ), FALSE) AS INT) + CAST(COALESCE("t13"."started_on" > (
            "t13"."exit" + INTERVAL '4' MONTH
          ), FALSE) AS INT) + CAST(COALESCE("t13"."started_on" > (
            "t13"."exit" + INTERVAL '5' MONTH
          ), FALSE) AS INT)
        ) AS "month"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t10"."person_no",
            "t10"."centre",
            "t10"."gender",
            "t10"."first_day",
            "t10"."exit",
            "t10"."month",
            "t10"."window_end",
            "t7"."person_id",
            "t9"."job_start_id",
            "t9"."started_on",
            "t9"."insured",
            "t9"."ended_on"
          FROM (
            SELECT
              *
            FROM "fact_leaving" AS "t0"
            WHERE
              "t0"."window_end" <= GETVARIABLE('data_as_of')
          ) AS "t10"
          INNER JOIN (
            SELECT
              "t1"."person_no",
              "t1"."person_id"
            FROM "fact_person" AS "t1"
          ) AS "t7"
            ON "t10"."person_no" = "t7"."person_no"
          INNER JOIN (
            SELECT
              *
            FROM "job_starts" AS "t3"
            WHERE
              "t3"."insured"
          ) AS "t9"
            ON "t7"."person_id" = "t9"."person_id"
        ) AS "t11"
        WHERE
          "t11"."started_on" BETWEEN "t11"."exit" AND "t11"."window_end"
      ) AS "t13"
      GROUP BY
        1
    ) AS "t15"
  ) AS "t19"
    ON "t10"."person_no" = "t19"."person_no"
  LEFT OUTER JOIN (
    SELECT
      "t16"."person_no",
      "t16"."month" AS "follow_on"
    FROM (
      SELECT
        "t14"."person_no",
        MIN(
          CAST(COALESCE("t14"."started_on" > (
            "t14"."exit" + INTERVAL '0' MONTH
          ), FALSE) AS INT) + CAST(COALESCE("t14"."started_on" > (
            "t14"."exit" + INTERVAL '1' MONTH
          ), FALSE) AS INT) + CAST(COALESCE("t14"."started_on" > (
            "t14"."exit" + INTERVAL '2' MONTH
          ), FALSE) AS INT) + CAST(COALESCE("t14"."started_on" > (
            "t14"."exit" + INTERVAL '3' MONTH
          ), FALSE) AS INT) + CAST(COALESCE("t14"."started_on" > (
            "t14"."exit" + INTERVAL '4' MONTH
          ), FALSE) AS INT) + CAST(COALESCE("t14"."started_on" > (
            "t14"."exit" + INTERVAL '5' MONTH
          ), FALSE) AS INT)
        ) AS "month"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t10"."person_no",
            "t10"."centre",
            "t10"."gender",
            "t10"."first_day",
            "t10"."exit",
            "t10"."month",
            "t10"."window_end",
            "t7"."person_id",
            "t4"."measure_id",
            "t4"."started_on",
            "t4"."kind"
          FROM (
            SELECT
              *
            FROM "fact_leaving" AS "t0"
            WHERE
              "t0"."window_end" <= GETVARIABLE('data_as_of')
          ) AS "t10"
          INNER JOIN (
            SELECT
              "t1"."person_no",
              "t1"."person_id"
            FROM "fact_person" AS "t1"
          ) AS "t7"
            ON "t10"."person_no" = "t7"."person_no"
          INNER JOIN "follow_on_measures" AS "t4"
            ON "t7"."person_id" = "t4"."person_id"
        ) AS "t12"
        WHERE
          "t12"."started_on" BETWEEN "t12"."exit" AND "t12"."window_end"
      ) AS "t14"
      GROUP BY
        1
    ) AS "t16"
  ) AS "t20"
    ON "t10"."person_no" = "t20"."person_no"
) AS "t21"
GROUP BY
  1,
  2
