"""Whether the trail holds: every row follows from the one before, none is missing, and the anchors agree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from perspektiv.language import Text
from perspektiv.records.access.anchoring import Anchor, anchors
from perspektiv.records.access.models import TrailHead, TrailRow
from perspektiv.records.access.trail import Written, chained

NOTHING_BEFORE = "0" * 64

End = tuple[int, str]
"""Number and hash of a row."""

NOTHING: End = (0, NOTHING_BEFORE)

HOLDS = Text(
    "Das Protokoll hält: {rows} Einträge folgen lückenlos aufeinander, {anchors} Anker stimmen überein.",
    "The trail holds: {rows} rows follow one another without gaps, {anchors} anchors agree.",
)
HOLDS_SINCE = Text(
    "Das Protokoll hält: Die {rows} Einträge seit der letzten vollständigen Prüfung folgen lückenlos aufeinander.",
    "The trail holds: the {rows} rows since all of it was last verified follow one another without gaps.",
)
BROKEN = Text(
    "Das Protokoll hält nicht: Ab Eintrag {seq} passt die Kette nicht mehr. Bitte sichern Sie die Datenbank und "
    "vergleichen Sie sie mit der letzten Sicherung.",
    "The trail does not hold: from row {seq} on the chain does not fit. Please keep a copy of the database and compare "
    "it with the last backup.",
)
CUT = Text(
    "Das Protokoll hält nicht: Es endet bei Eintrag {seq}, der Anker vom {day} kennt aber Eintrag {anchored}. Am Ende "
    "fehlen Einträge.",
    "The trail does not hold: it ends at row {seq}, but the anchor of {day} knows row {anchored}. Rows are missing "
    "at the end.",
)
REPLACED = Text(
    "Das Protokoll hält nicht: Eintrag {anchored} ist nicht der, den der Anker vom {day} kennt. Die Kette wurde neu "
    "geschrieben.",
    "The trail does not hold: row {anchored} is not the one that the anchor of {day} knows. The chain was rewritten.",
)


@dataclass(frozen=True)
class Verdict:
    holds: bool
    sentence: Text
    end: End = NOTHING  # the last row that was judged, where all of them hold


def verify(*, since: End = NOTHING) -> Verdict:
    """Walks the trail of the installation, all of it or what follows a row that was verified before and must still be
    there as it was. Read in one go, so that rows added meanwhile do not disturb."""
    head = TrailHead.objects.filter(id=1).first() or TrailHead()
    if since != NOTHING and not TrailRow.objects.filter(seq=since[0], hash=since[1]).exists():
        return Verdict(False, BROKEN.filled(seq=since[0]))
    fields = ("seq", "at", "actor", "centre", "what", "subject", "person", "hash")
    rows = TrailRow.objects.filter(seq__gt=since[0], seq__lte=head.seq).order_by("seq").values_list(*fields, named=True)
    return judge(rows.iterator(chunk_size=5000), (head.seq, head.hash), anchors(), since)


def judge(rows: Iterable[Written], head: End, held: Sequence[Anchor], start: End = NOTHING) -> Verdict:
    """Judges rows in their order against the end that the database names and the anchors outside of it.

    ``start`` is the row after which they begin; what lies before it is taken as judged.
    """
    seq, hash = start
    anchored = {anchor.seq: anchor for anchor in held}
    for row in rows:
        if row.seq != seq + 1 or chained(hash, row) != row.hash:
            return Verdict(False, BROKEN.filled(seq=min(row.seq, seq + 1)))
        seq, hash = row.seq, row.hash
        if seq in anchored and anchored[seq].hash != hash:
            return Verdict(False, REPLACED.filled(day=_day(anchored[seq]), anchored=seq))
    for anchor in held:
        if anchor.seq > seq:
            return Verdict(False, CUT.filled(seq=seq, day=_day(anchor), anchored=anchor.seq))
    if (seq, hash) != head:
        return Verdict(False, BROKEN.filled(seq=seq + 1))
    said = HOLDS.filled(rows=seq, anchors=len(held)) if start == NOTHING else HOLDS_SINCE.filled(rows=seq - start[0])
    return Verdict(True, said, (seq, hash))


def _day(anchor: Anchor) -> Text:
    day = anchor.day
    return Text(f"{day.day}.{day.month}.{day.year}", f"{day.day} {day:%B} {day.year}")
