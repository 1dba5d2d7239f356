"""The fonts that come with Perspektiv: Fira Sans, as TTF for print and charts, as WOFF2 for pages that stand alone.

Beside it stands Noto Sans Arabic, for what is printed in Arabic and Farsi.
"""

from pathlib import Path

FONTS = Path(__file__).parent / "fira-sans"
ARABIC = Path(__file__).parent / "noto-sans-arabic"
CUTS = ("FiraSans-Regular.ttf", "FiraSans-Medium.ttf", "FiraSans-SemiBold.ttf")

ARABIC_CUTS = ("NotoSansArabic-Regular.ttf", "NotoSansArabic-SemiBold.ttf")


def check_fonts() -> None:
    """Raises FileNotFoundError if a cut is missing: without it, text would vanish from the page without a word."""
    for folder, cuts in ((FONTS, CUTS), (ARABIC, ARABIC_CUTS)):
        missing = [cut for cut in cuts if not (folder / cut).is_file()]
        if missing:
            raise FileNotFoundError(f"{folder}: {', '.join(missing)}")
