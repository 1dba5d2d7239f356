"""``perspektiv report --check``: what a plan proposes to its author before anything is printed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from perspektiv.language import Text
from perspektiv.package import open_package
from perspektiv.report.composing import carried, compose
from perspektiv.report.draft import Draft, draft
from perspektiv.report.plan import Plan, read_plan
from perspektiv.report.plan.texts import written
from perspektiv.report.remarks import Proposal
from perspektiv.report.wording import puts_a_finding_in_words, typed_numbers

TYPED = Text(
    "„{number}“ ist getippt, nicht gebunden. Bitte unter [figures] benennen und als {{name}} einsetzen.",
    "“{number}” is typed, not bound. Please name it under [figures] and put it in as {{name}}.",
)
UNBACKED = Text(
    "Der Satz „{text}“ stellt etwas fest, ohne dass „holds“ sagt, welche Zahlen ihn tragen.",
    "The sentence “{text}” states a finding, but no “holds” says which figures carry it.",
)
NEUTRAL = Text(
    "Die Zahlen tragen die Überschrift „{text}“ nicht; gedruckt wird „{neutral}“.",
    "The figures do not carry the title “{text}”; “{neutral}” is printed.",
)
GONE = Text(
    "Der Hinweis „{id}“ wird im Plan genannt, aber von den Zahlen nicht mehr nahegelegt.",
    "The remark “{id}” is named in the plan, but the figures no longer suggest it.",
)
UNUSED = Text(
    "Die Kennzahl „{name}“ steht im Plan und nirgends im Bericht.",
    "The figure “{name}” is in the plan and nowhere in the report.",
)


@dataclass(frozen=True)
class Hint:
    """Something in the plan that its author may want to mend; it stops nothing."""

    kind: str
    line: int
    sentence: Text


@dataclass(frozen=True)
class Checked:
    """What a check of a plan says: remarks with their decisions, and hints with their lines."""

    plan: str
    proposals: tuple[Proposal, ...]
    hints: tuple[Hint, ...]

    @property
    def undecided(self) -> tuple[Proposal, ...]:
        """The remarks that the author has neither accepted nor dismissed."""
        return tuple(p for p in self.proposals if p.state == "undecided")

    def as_data(self) -> dict[str, Any]:
        """For ``--format json``."""
        return {
            "plan": self.plan,
            "remarks": [
                {
                    "id": p.remark.id,
                    "state": p.state,
                    "reason": p.reason,
                    "section": p.remark.section,
                    "sentence": p.remark.sentence._asdict(),
                }
                for p in self.proposals
            ],
            "hints": [{"kind": h.kind, "line": h.line, "sentence": h.sentence._asdict()} for h in self.hints],
        }

    def as_text(self) -> str:
        """For people: undecided remarks first, then decided ones, then hints."""
        lines: list[str] = []
        for state, head in _STATES.items():
            chosen = [p for p in self.proposals if p.state == state]
            if chosen:
                lines.append(str(head))
                lines += [
                    f"  {p.remark.id}\n    {p.remark.sentence}" + (f"\n    → {p.reason}" if p.reason else "")
                    for p in chosen
                ]
        if self.hints:
            lines.append(str(_HINTS))
            lines += [f"  {_LINE.filled(line=hint.line, sentence=hint.sentence)}" for hint in self.hints]
        return "\n".join(lines) if lines else str(_NOTHING)


_STATES = {
    "undecided": Text(
        "Diese Hinweise legen die Zahlen nahe; noch nicht entschieden ([remarks] accept oder [[remarks.dismissed]]):",
        "The figures suggest these remarks; not yet decided ([remarks] accept or [[remarks.dismissed]]):",
    ),
    "accepted": Text("Gedruckt werden:", "These are printed:"),
    "dismissed": Text("Mit Begründung weggelassen:", "Left out with a reason:"),
}
_HINTS = Text("Zum Text:", "About the text:")
_LINE = Text("Zeile {line}: {sentence}", "Line {line}: {sentence}")
_NOTHING = Text("Nichts anzumerken.", "Nothing to remark.")


def check_plan(plan_path: Path, package_path: Path) -> Checked:
    """Everything that plan and figures suggest to the author. Raises PlanFaulty for a plan that cannot be printed."""
    plan = read_plan(plan_path)
    with open_package(package_path) as package:
        made = draft(plan, package)
        compose(made)
        return Checked(plan.source.name, made.proposals, tuple(_hints(made)))


def _hints(made: Draft) -> list[Hint]:
    plan = made.plan
    return sorted([*_about_texts(plan), *_about_titles(made), *_about_names(made)], key=lambda hint: hint.line)


def _about_texts(plan: Plan) -> list[Hint]:
    hints = []
    for text in written(plan):
        for number in typed_numbers(text.text):
            line = plan.source.line(text.place, number.split()[0])
            hints.append(Hint("typed", line, TYPED.filled(number=number)))
        if text.headline and not text.holds and puts_a_finding_in_words(text.text):
            hints.append(Hint("unbacked", plan.source.line(text.place), UNBACKED.filled(text=_short(text.text))))
    return hints


def _about_titles(made: Draft) -> list[Hint]:
    hints = []
    for section in made.plan.sections:
        for number, block in enumerate(section.blocks):
            drawing = made.drawings.get((section.id, number))
            if drawing and block.title and not carried(made, block.title, drawing):
                sentence = NEUTRAL.filled(text=_short(block.title.text), neutral=drawing.title)
                hints.append(Hint("title", made.plan.source.line(block.title.place), sentence))
    return hints


def _about_names(made: Draft) -> list[Hint]:
    """Decided remarks that are gone, and figures that nothing shows."""
    plan, known = made.plan, {p.remark.id for p in made.proposals}
    decided = (*plan.accepted, *(d.id for d in plan.dismissed))
    gone = [Hint("gone", plan.source.line(("remarks",), i), GONE.filled(id=i)) for i in decided if i not in known]
    claimed = " ".join(claim for claim in _claims(plan))
    unused = [
        Hint("unused", plan.source.line(("figures", name)), UNUSED.filled(name=name))
        for name in (*plan.wishes, *plan.shares)
        if name not in made.binder.used and name not in claimed and not _part_of_share(plan, name)
    ]
    return [*gone, *unused]


def _claims(plan: Plan) -> list[str]:
    said = [p.head for p in plan.points] + [s.lead for s in plan.sections if s.lead]
    said += [b.title for s in plan.sections for b in s.blocks if b.title]
    return [claim for one in said for claim in one.holds]


def _part_of_share(plan: Plan, name: str) -> bool:
    return any(name in (*share.part, share.of) for share in plan.shares.values())


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
