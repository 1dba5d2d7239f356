"""The fonts that come with Perspektiv: Fira Sans, as TTF for print and charts, as WOFF2 for pages that stand alone."""

from pathlib import Path

FONTS = Path(__file__).parent / "fira-sans"
CUTS = ("FiraSans-Regular.ttf", "FiraSans-Medium.ttf", "FiraSans-SemiBold.ttf")


def check_fonts() -> None:
    """Raises FileNotFoundError if a cut is missing: without it, text would vanish from the page without a word."""
    missing = [cut for cut in CUTS if not (FONTS / cut).is_file()]
    if missing:
        raise FileNotFoundError(f"{FONTS}: {', '.join(missing)}")
