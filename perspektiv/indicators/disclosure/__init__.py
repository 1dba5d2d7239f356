"""Disclosure control: which cells of linked tables to withhold so that no small count can be computed.

Complementary cell suppression by integer programming with cutting planes (Fischetti & Salazar-González, "Solving the
cell suppression problem on tabular data with linear constraints", Management Science 47, 2001). Pure: it knows cells
and relations, not what they count.
"""

from perspektiv.indicators.disclosure.seeking import sought, sought_beside
from perspektiv.indicators.disclosure.tables import Cell, Relation
from perspektiv.indicators.disclosure.withholding import withhold

__all__ = ["Cell", "Relation", "sought", "sought_beside", "withhold"]
