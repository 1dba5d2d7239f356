"""How the rows of a breakdown are called and ordered in print."""

from dataclasses import dataclass

from perspektiv.package import Package
from perspektiv.report.plan import Pairs

GENDERS = {"female": "Frauen", "male": "Männer", "diverse": "divers", "unknown": "ohne Angabe", "other": "weitere"}


@dataclass(frozen=True)
class Naming:
    """The names of segments (along the counselling path) and centres of one package."""

    segments: dict[str, str]
    centres: dict[str, str]

    @classmethod
    def of(cls, package: Package) -> "Naming":
        """Reads the names from the package's tables."""
        fetch = package.connection.execute
        segments = fetch("SELECT segment_id, name FROM segments ORDER BY position, segment_id").fetchall()
        centres = fetch("SELECT centre_id, name FROM centres ORDER BY name, centre_id").fetchall()
        return cls(dict(segments), dict(centres))

    def row(self, by: Pairs) -> str:
        """A row in words: „Stellensuche, Frauen“."""
        return ", ".join(self.word(dimension, key) for dimension, key in by)

    def word(self, dimension: str, key: str) -> str:
        """One key in words; years, quarters and months are written as one says them."""
        match dimension:
            case "segment":
                return self.segments.get(key, key)
            case "centre":
                return self.centres.get(key, key)
            case "gender":
                return GENDERS.get(key, key)
            case "quarter":
                return f"{key[-1]}. Quartal {key[:4]}"
            case "month":
                return f"{key[5:]}/{key[:4]}"
        return key

    def order(self, by: Pairs) -> tuple[tuple[int, str], ...]:
        """Segments along the path, genders as listed above, everything else by its key."""
        fixed = {"segment": list(self.segments), "gender": list(GENDERS)}
        return tuple((fixed[d].index(k) if k in fixed.get(d, ()) else len(fixed.get(d, ())), k) for d, k in by)
