"""The wall: tables of the data package, column by column. Everything that touches a package derives from here."""

from perspektiv.schema.column import Column
from perspektiv.schema.descriptor import VERSION, descriptor
from perspektiv.schema.table import Table
from perspektiv.schema.tables import TABLES

__all__ = ["TABLES", "VERSION", "Column", "Table", "descriptor"]
