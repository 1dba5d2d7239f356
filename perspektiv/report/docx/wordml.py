"""What Word can and python-docx cannot: links within a document, bookmarks, repeated heads, alternative texts."""

from typing import Any


def _element(kind: str, /, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(f"w:{kind}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def link(paragraph: Any, text: str, anchor: str) -> None:
    """A raised mark that leads to a bookmark."""

    run = paragraph.add_run(text)
    run.font.superscript = True
    hyperlink = _element("hyperlink", anchor=anchor, history="1")
    run._element.addprevious(hyperlink)
    hyperlink.append(run._element)


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """A place at the end of what is written so far, to which links lead."""
    paragraph._element.append(_element("bookmarkStart", id=str(number), name=name))
    paragraph._element.append(_element("bookmarkEnd", id=str(number)))


def repeat_head(row: Any) -> None:
    """The row stands again on every page that the table reaches."""
    row._tr.get_or_add_trPr().append(_element("tblHeader", val="true"))


def set_widths(table: Any, width: int) -> None:
    """An empty table at the width of the text; the first column takes what the numbers leave."""
    columns = len(table.columns)
    first = int(width * (0.34 if columns > 3 else 0.5))
    for number, column in enumerate(table.columns):
        column.width = first if number == 0 else int((width - first) / max(columns - 1, 1))


def describe_picture(picture: Any, title: str, text: str) -> None:
    """The alternative text that screen readers say."""
    properties = picture._inline.docPr
    properties.set("title", title)
    properties.set("descr", text)
