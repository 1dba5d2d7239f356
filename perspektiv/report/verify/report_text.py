"""The check of a printed report, without records: every sum, share and rounding that it lets a reader recompute."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from perspektiv.language import Text
from perspektiv.report.verify.blocks import Layout, laid_out
from perspektiv.report.verify.checks import (
    judged_share,
    judged_total,
    questioned_share,
    questioned_total,
    same_percentage,
)
from perspektiv.report.verify.claims import (
    Found,
    Sentence,
    Share,
    Total,
    percentage_key,
    percentages,
    sentences_of,
)
from perspektiv.report.verify.confirming import shares_below, shares_by_mark, totals_below
from perspektiv.report.verify.nearby import name_of, shares_near
from perspektiv.report.verify.numbers import Number
from perspektiv.report.verify.questions import columns_in_question, share_in_question, splits_in_question
from perspektiv.report.verify.reading import Line, read_report
from perspektiv.report.verify.shares import shares_by_footnote, shares_in
from perspektiv.report.verify.splits import split_total, splits_in, totals_among, totals_over
from perspektiv.report.verify.tables import shares_of_total, tables, totals_in
from perspektiv.report.verify.verdict import Outcome, Remark, Verdict, Verification

_REPEATED = Text(
    "Dieselbe Quote ist an anderer Stelle belegt ({place}).", "The same rate is shown elsewhere ({place})."
)
_NO_BASE = Text("Keine Grundzahlen sind ihr zuzuordnen.", "No counts could be related to it.")


def verify_text(path: Path) -> Verification:
    """Check a report (text or PDF). Raises Refused for a file that cannot be read."""
    source = read_report(path)
    return check_lines(source.lines, str(path), source.notes)


def check_lines(lines: Iterable[Line], source: str, notes: tuple[Text, ...] = ()) -> Verification:
    """Check the lines of a report; ``source`` is its name, ``notes`` tell how it was read."""
    check = _Check(laid_out(lines))
    check.run()
    verdicts, questions = (sorted(found, key=lambda one: one.position) for found in (check.verdicts, check.questions))
    return Verification(source, tuple(verdicts), tuple(check.unchecked()), notes, tuple(questions))


@dataclass
class _Check:
    """One pass over a report. ``done`` holds the percentages of which something was said, with their place;
    ``explained`` the counts that make one of them.
    """

    layout: Layout
    verdicts: list[Verdict] = field(default_factory=list)
    questions: list[Verdict] = field(default_factory=list)
    explained: set[tuple[Decimal, Decimal]] = field(default_factory=set)
    done: dict[tuple[int, int], Text] = field(default_factory=dict)
    sentences: list[Sentence] = field(init=False)

    def __post_init__(self) -> None:
        self.sentences = [sentence for block in self.layout.blocks for sentence in sentences_of(block)]

    def run(self) -> None:
        """The surest relations first: what one check has settled, a weaker one does not touch."""
        self._explicit_shares()
        self._tables()
        self._splits()
        self._confirm()
        self._nearby_shares()
        self._repetitions()
        self._ask()

    def _explicit_shares(self) -> None:
        self._take_shares(shares_by_footnote(self.sentences))
        for sentence in self.sentences:
            self._take_shares(sorted(shares_in(sentence), key=lambda share: -share.certainty))

    def _tables(self) -> None:
        for table in tables(self.layout.rows):
            self._take_totals(totals_in(table))
            self._take_shares(shares_of_total(table))

    def _splits(self) -> None:
        splits = [split for block in self.layout.blocks for split in splits_in(block)]
        self._take_totals(split_total(split) for split in splits)
        counts = [number for sentence in self.sentences for number in sentence.numbers if number.kind == "count"]
        self._take_totals(totals_over(splits, counts))
        for position in range(len(self.sentences)):
            self._take_first(totals_among(self.sentences, position))

    def _confirm(self) -> None:
        self._take_shares(shares_by_mark(self.sentences))
        self._take_shares(shares_below(self.sentences))
        said = {(verdict.position, verdict.recomputed) for verdict in self.verdicts}
        for total, shares in totals_below(self.layout.rows):
            if (total.found.place.line, float(total.printed.value)) not in said:
                self._take_totals([total])
                self._take_shares(shares)

    def _nearby_shares(self) -> None:
        for position, printed in self._open_percentages():
            self._take_shares(shares_near(self.sentences, position, printed))

    def _repetitions(self) -> None:
        shown = [
            (name, printed, self.done[percentage_key(sentence.block, printed)])
            for sentence in self.sentences
            for printed in percentages(sentence)
            if percentage_key(sentence.block, printed) in self.done and (name := name_of(sentence, printed))
        ]
        for position, printed in list(self._open_percentages()):
            sentence = self.sentences[position]
            for name, other, place in shown:
                same = same_percentage(printed.value, printed.decimals, other.value, other.decimals)
                if same and name == name_of(sentence, printed):
                    remark = Remark(Outcome.HOLDS, _REPEATED.filled(place=place))
                    self._say(percentage_key(sentence.block, printed), _verdict(sentence, printed, remark))
                    break

    def _ask(self) -> None:
        """What is still open and does not fit what stands beside it."""
        splits = [split for block in self.layout.blocks for split in splits_in(block)]
        settled = {(id(split.block), part.start) for split in splits for part in split.parts.values()}
        for position in range(len(self.sentences)):
            if not any(judged_total(total) for total in totals_among(self.sentences, position)):
                totals = splits_in_question(self.sentences, position, settled)
                self.questions += [questioned_total(total) for total in totals]
        for table in tables(self.layout.rows):
            self.questions += [questioned_total(total) for total in columns_in_question(table)]
        for position, printed in self._open_percentages():
            if share := share_in_question(self.sentences, position, printed, self.explained):
                self.done[share.key] = share.found.place.named()
                self.questions.append(questioned_share(share))

    def _take_shares(self, shares: Iterable[Share]) -> None:
        """The first share that can be judged settles a percentage; one that holds is preferred to all others."""
        judged = [
            (share, verdict) for share in shares if share.key not in self.done and (verdict := judged_share(share))
        ]
        for share, verdict in sorted(judged, key=lambda pair: Outcome.HOLDS not in pair[1].outcomes):
            if share.key not in self.done:
                self.explained.add((share.numerator.value, share.denominator.value))
                self._say(share.key, verdict)

    def _take_totals(self, totals: Iterable[Total]) -> None:
        self.verdicts += [verdict for total in totals if (verdict := judged_total(total))]

    def _take_first(self, totals: Iterable[Total]) -> None:
        self.verdicts += [verdict for total in totals if (verdict := judged_total(total))][:1]

    def _say(self, key: tuple[int, int], verdict: Verdict) -> None:
        self.done[key] = verdict.place
        self.verdicts.append(verdict)

    def _open_percentages(self) -> Sequence[tuple[int, Number]]:
        return [
            (position, printed)
            for position, sentence in enumerate(self.sentences)
            for printed in percentages(sentence)
            if percentage_key(sentence.block, printed) not in self.done
        ]

    def unchecked(self) -> list[Verdict]:
        """The percentages to which no counts could be related."""
        remark = Remark(Outcome.NOT_RECOMPUTED, _NO_BASE)
        return [_verdict(self.sentences[position], printed, remark) for position, printed in self._open_percentages()]


def _verdict(sentence: Sentence, printed: Number, remark: Remark) -> Verdict:
    return Found.at(sentence.block, printed).verdict(remark)
