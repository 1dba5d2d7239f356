"""The wall: tables of the data package, column by column. Everything that touches a package derives from here."""

from perspektiv.schema.column import Column
from perspektiv.schema.descriptor import TABLES_OF, VERSION, VERSIONS, descriptor, version_of
from perspektiv.schema.optional import KNOWN, OPTIONAL
from perspektiv.schema.table import Table
from perspektiv.schema.tables import TABLES

__all__ = [
    "KNOWN",
    "OPTIONAL",
    "TABLES",
    "TABLES_OF",
    "VERSION",
    "VERSIONS",
    "Column",
    "Table",
    "descriptor",
    "version_of",
]
