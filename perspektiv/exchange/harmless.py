"""Cells that no spreadsheet takes for a formula."""

STARTS = ("=", "+", "-", "@", "|", "%", "\t", "\r")
MARK = "'"


def harmless(text: str) -> str:
    """The text with a mark before what a spreadsheet would compute.

    >>> harmless("+49 30 901820"), harmless("Ahornweg 3")
    ("'+49 30 901820", 'Ahornweg 3')
    """
    return MARK + text if text.startswith(STARTS) else text


def as_typed(text: str) -> str:
    """Without the mark.

    >>> as_typed("'+49 30 901820")
    '+49 30 901820'
    """
    return text[1:] if text.startswith(MARK) and text[1:].startswith(STARTS) else text
