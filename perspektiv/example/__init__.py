"""The made-up cohort, and made-up packages of any size. Nobody in them ever lived."""

from perspektiv.example.cohort import write_cohort

__all__ = ["write_cohort"]
