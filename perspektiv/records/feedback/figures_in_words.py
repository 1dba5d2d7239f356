"""Days and scores as a sentence says them, in the language of the page."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format, number_format


def day(on: date) -> str:
    """Without its year where that is this one."""
    return date_format(on, "MONTH_DAY_FORMAT" if on.year == timezone.localdate().year else "DATE_FORMAT")


def figure(value: float, places: int = 1) -> str:
    """ "4", "3,5": no more places than are needed. A minus is the sign of its own, not a hyphen."""
    rounded = round(value, places)
    shown = number_format(rounded, decimal_pos=0 if rounded == int(rounded) else places, use_l10n=True)
    return shown.replace("-", "−")
