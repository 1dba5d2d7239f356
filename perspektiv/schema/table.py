"""A table of the data package, declared as a class whose attributes are its columns."""

from __future__ import annotations

from typing import ClassVar

from perspektiv.language import Text
from perspektiv.schema.column import Column


class Table:
    """Base of all tables. A subclass names its title, its key (one or more columns) and its columns, in order."""

    resource: ClassVar[str]
    title: ClassVar[Text]
    key: ClassVar[tuple[str, ...]]
    columns: ClassVar[tuple[Column, ...]]

    def __init_subclass__(cls, *, en: str, de: str, key: str | tuple[str, ...]) -> None:
        cls.resource = "".join(f"_{c.lower()}" if c.isupper() else c for c in cls.__name__).lstrip("_")
        cls.title = Text(de, en)
        cls.key = (key,) if isinstance(key, str) else key
        cls.columns = tuple(value.named(name) for name, value in vars(cls).items() if isinstance(value, Column))

    @classmethod
    def column(cls, name: str) -> Column:
        """The column of that name; KeyError if the table has none."""
        return {c.name: c for c in cls.columns}[name]
