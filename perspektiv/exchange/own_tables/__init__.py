"""What a person's copy of their data has of every model that belongs to people. Nothing is undecided.

The words are German, as the copy is; a field that is not named there is kept back for the reason given.
"""

from perspektiv.exchange.own_tables.deciding import Given, KeptBack, kept_back
from perspektiv.exchange.own_tables.path import PATH
from perspektiv.exchange.own_tables.reach import REACH

ABOUT_THEM = {**PATH, **REACH}
"""Every model that belongs to people, in the order of the copy."""

__all__ = ["ABOUT_THEM", "Given", "KeptBack", "kept_back"]
