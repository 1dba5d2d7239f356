"""What is set on paper: the fonts that come with Perspektiv, and accessible PDF from templates."""

from perspektiv.paper.fonts import CUTS, FONTS, check_fonts
from perspektiv.paper.pdf import set_pdf

__all__ = ["CUTS", "FONTS", "check_fonts", "set_pdf"]
