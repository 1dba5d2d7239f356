"""How certain a figure is: 95 % intervals. Pure functions over sums."""

from math import sqrt

Z_EXACT = 1.959963984540054
"""The normal quantile of 97.5 %."""
Z = 1.96
"""The same as figures.md rounds it, for intervals made of standard errors."""

Span = tuple[float, float]
"""Lower and upper end."""


def wilson(numerator: float, denominator: float) -> Span | None:
    """Wilson's score interval of a share (Wilson 1927). None without a base, or where the share exceeds 1."""
    if denominator <= 0 or numerator > denominator:
        return None
    share, z2 = numerator / denominator, Z_EXACT**2
    middle = share + z2 / (2 * denominator)
    half = Z_EXACT * sqrt(share * (1 - share) / denominator + z2 / (4 * denominator**2))
    scale = 1 + z2 / denominator
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def clustered(m: float, d: float, persons: int, m_x_m: float, m_x_d: float, d_x_d: float) -> Span | None:
    """The interval of a ratio r = m / d whose facts belong to persons: r ± 1.96 · √(n/(n−1) · Σ(mᵢ − r·dᵢ)²) / d.

    ``m`` and ``d`` are sums over the persons i with dᵢ > 0, the last three the sums of their products.
    None with fewer than two persons, where nothing is known of how persons differ.
    """
    if persons < 2 or d <= 0:
        return None
    # multiplied out by d², so that whole numbers stay exact: where all persons are alike, the width is 0, not 10⁻⁸
    squares = max(0, d * d * m_x_m - 2 * m * d * m_x_d + m * m * d_x_d) / (d * d)
    ratio = m / d
    half = Z * sqrt(persons / (persons - 1) * squares) / d
    return ratio - half, ratio + half


def cut(interval: Span | None) -> Span | None:
    """An interval of a share, cut to what a share can be."""
    return interval and (max(0.0, interval[0]), min(1.0, interval[1]))
