"""The made-up cohort, and made-up packages of any size. Nobody in them ever lived."""

from perspektiv.example.cohort import write_cohort
from perspektiv.example.scaled import write_scaled

__all__ = ["write_cohort", "write_scaled"]
