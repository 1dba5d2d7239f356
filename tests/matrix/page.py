"""One line of the matrix: an address and who gets in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.matrix.side import Side

ALL = "toni jule merle birte hanne quirin fee august ada fremd"
EVERYBODY = f"anonymous {ALL}"
NOBODY = ""
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")

Arguments = Mapping[str, object]


@dataclass(frozen=True)
class Page:
    name: str  # of the address: "people:list"
    methods: str  # "GET POST"
    by: str  # "toni birte jule"
    of: Callable[[Side], Arguments] | None = None  # makes a record of one side; its address's arguments
    kwargs: Arguments = field(default_factory=dict)  # arguments that name no record
    data: Arguments | Callable[[Side], Arguments] = field(default_factory=dict)  # what is posted

    def __str__(self) -> str:
        return self.name

    def arguments(self, side: Side) -> dict[str, object]:
        return {**self.kwargs, **(self.of(side) if self.of else {})}

    def posted(self, side: Side) -> dict[str, object]:
        return dict(self.data(side) if callable(self.data) else self.data)
