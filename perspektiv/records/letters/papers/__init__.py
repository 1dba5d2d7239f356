"""Letters on paper: DIN 5008, form B, for envelopes with a window."""

from perspektiv.records.letters.papers.letter import letter_picture, letters_pdf

__all__ = ["letter_picture", "letters_pdf"]
