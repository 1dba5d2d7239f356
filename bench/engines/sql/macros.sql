-- What a count, a share and a mean consist of, with their 95 % intervals.
CREATE OR REPLACE TEMP MACRO share(n, d) AS {'numerator': n, 'denominator': d, 'value': n / nullif(d, 0)};

CREATE OR REPLACE TEMP MACRO wilson_half(n, d) AS
    1.959963984540054 * sqrt(n / d * (1 - n / d) / d + 1.959963984540054 ^ 2 / (4 * d ^ 2));

CREATE OR REPLACE TEMP MACRO wilson(n, d) AS {
    'numerator': n,
    'denominator': d,
    'value': n / nullif(d, 0),
    'low': CASE WHEN d > 0 AND n <= d THEN greatest(0, (n / d + 1.959963984540054 ^ 2 / (2 * d) - wilson_half(n, d)) / (1 + 1.959963984540054 ^ 2 / d)) END,
    'high': CASE WHEN d > 0 AND n <= d THEN least(1, (n / d + 1.959963984540054 ^ 2 / (2 * d) + wilson_half(n, d)) / (1 + 1.959963984540054 ^ 2 / d)) END
};

-- m and d are columns with one row a person: r ± 1.96 · √(n/(n−1) · Σ(m − r·d)²) / Σd over the n persons with d > 0.
CREATE OR REPLACE TEMP MACRO clustered_half(m, d) AS
    1.96 / sum(d) * sqrt(
        count(*) FILTER (d > 0) / (count(*) FILTER (d > 0) - 1)
        * greatest(0, sum(m * m) - 2 * (sum(m) / sum(d)) * sum(m * d) + (sum(m) / sum(d)) ^ 2 * sum(d * d))
    );

CREATE OR REPLACE TEMP MACRO clustered_share(m, d) AS {
    'numerator': sum(m),
    'denominator': sum(d),
    'value': sum(m) / nullif(sum(d), 0),
    'low': CASE WHEN count(*) FILTER (d > 0) > 1 THEN greatest(0, sum(m) / sum(d) - clustered_half(m, d)) END,
    'high': CASE WHEN count(*) FILTER (d > 0) > 1 THEN least(1, sum(m) / sum(d) + clustered_half(m, d)) END
};

CREATE OR REPLACE TEMP MACRO clustered_mean(m, d) AS {
    'numerator': sum(m),
    'denominator': sum(d),
    'value': sum(m) / nullif(sum(d), 0),
    'low': CASE WHEN count(*) FILTER (d > 0) > 1 THEN sum(m) / sum(d) - clustered_half(m, d) END,
    'high': CASE WHEN count(*) FILTER (d > 0) > 1 THEN sum(m) / sum(d) + clustered_half(m, d) END
};

-- As if all of those asked who did not answer had answered worst, or best.
CREATE OR REPLACE TEMP MACRO survey_bounds(n, d, asked) AS {
    'bound_low': CASE WHEN d > 0 AND asked >= d THEN n / asked END,
    'bound_high': CASE WHEN d > 0 AND asked >= d THEN (n + asked - d) / asked END
};

-- Unknown is not no: as if all of whom nobody knows had started. Nothing can be said where nobody was ever asked.
CREATE OR REPLACE TEMP MACRO unknown_bounds(n, unknown, d) AS {
    'bound_low': CASE WHEN (SELECT count(*) FROM follow_ups) > 0 THEN n / nullif(d, 0) END,
    'bound_high': CASE WHEN (SELECT count(*) FROM follow_ups) > 0 THEN (n + unknown) / nullif(d, 0) END
};
