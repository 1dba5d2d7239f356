"""``{% cells day line view clashing %}``: the times of one day in the calendar's grid.

A week has some three hundred of them. As a template they took three quarters of the page's time; so they are joined
here, and whatever comes from people is escaped by hand.
"""

from collections.abc import Collection
from html import escape
from uuid import UUID

from django import template
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from perspektiv.records.appointments.entries import Entry
from perspektiv.records.appointments.week import ROOMS, Cell, Day, Line

register = template.Library()


@register.simple_tag
def cells(day: Day, line: Line, view: str, clashing: Collection[UUID]) -> SafeString:
    """Each a link to its appointment or to booking it, or only a word where the user may see no more."""
    by_room, sprite = view == ROOMS, static("perspektiv/icons.svg")
    room = f' data-room="{line.id}"' if by_room else ""
    shown = []
    for cell in day.cells:
        if cell.entry:
            shown.append(_appointment(cell, cell.entry, cell.entry.id in clashing, by_room, sprite))
        elif cell.href:
            word, icon = _("free"), _icon(sprite, "plus")
            shown.append(
                f'\n<a class="pv-slot pv-slot--free" href="{escape(cell.href)}" data-at="{cell.key}"{room} '
                f'aria-label="{escape(cell.label)}"><b>{cell.time}</b><span>{word}</span>{icon}</a>'
            )
        else:
            word = _("taken")
            shown.append(f'\n<span class="pv-slot pv-slot--taken"><b>{cell.time}</b><span>{word}</span></span>')
    return mark_safe("".join(shown))


def _appointment(cell: Cell, entry: Entry, clashes: bool, by_room: bool, sprite: str) -> str:
    moves = f' data-version="{entry.version}" aria-keyshortcuts="M"' if cell.movable else ""
    return (
        f'\n<a class="pv-slot{_look(entry, clashes)}" id="slot-{entry.id}" href="/termine/{entry.id}/"{moves}>'
        f'<b>{cell.time}</b><span title="{escape(entry.name)}">{escape(entry.short)}</span>'
        f"{_mark(entry, clashes, by_room, sprite)}</a>"
    )


def _look(entry: Entry, clashes: bool) -> str:
    if clashes:
        return " pv-slot--clash"
    if entry.off:
        return " pv-slot--off"
    return f" pv-slot--{escape(entry.segment.colour)}" if entry.segment else ""


def _mark(entry: Entry, clashes: bool, by_room: bool, sprite: str) -> str:
    """What stands at the end: a conflict, what happened, or the letters of who counsels or of the segment."""
    if clashes:
        word = _("conflict")
        return f'{_icon(sprite, "warning")}<span class="pv-sr">{word}</span>'
    if not entry.open or entry.undecided:
        return f'{_icon(sprite, entry.state.icon)}<span class="pv-sr">{escape(str(entry.state.label))}</span>'
    letters = entry.initials if by_room else entry.segment.letters if entry.segment else ""
    return f"<small>{escape(letters)}</small>" if letters else ""


def _icon(sprite: str, name: str) -> str:
    return f'<svg class="pv-i pv-i--s" aria-hidden="true"><use href="{sprite}#{name}"/></svg>'
