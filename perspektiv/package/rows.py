"""How many rows a file has, and which row of the file a staged row was."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rows:
    """``count`` staged rows; ``left_out`` are the file's rows (header = 1, ascending) that were not staged.

    ``complete`` tells that none of those left out held values; else references to the table prove nothing.
    """

    count: int
    left_out: tuple[int, ...] = ()
    complete: bool = True

    def in_file(self, position: int) -> int:
        """The file's row of the staged row at ``position`` (from 0)."""
        row = position + 2
        for missing in self.left_out:
            if missing > row:
                break
            row += 1
        return row
