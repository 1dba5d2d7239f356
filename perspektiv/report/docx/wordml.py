"""What Word can and python-docx cannot: links within a document, bookmarks, alternative texts, fields."""

from typing import Any


def element(kind: str, /, *children: Any, **attributes: str) -> Any:
    """An element of Word's own language with its attributes and what is in it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{kind}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    made.extend(children)
    return made


def link(paragraph: Any, text: str, anchor: str) -> None:
    """A raised mark that leads to a bookmark."""

    run = paragraph.add_run(text)
    run.font.superscript = True
    hyperlink = element("hyperlink", anchor=anchor, history="1")
    run._element.addprevious(hyperlink)
    hyperlink.append(run._element)


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """A place at the end of what is written so far, to which links lead."""
    paragraph._element.append(element("bookmarkStart", id=str(number), name=name))
    paragraph._element.append(element("bookmarkEnd", id=str(number)))


def describe_picture(picture: Any, title: str, text: str) -> None:
    """The alternative text that screen readers say; and no room around the picture, which some programs add."""
    picture._inline.attrib.update(dict.fromkeys(("distT", "distB", "distL", "distR"), "0"))
    properties = picture._inline.docPr
    properties.set("title", title)
    properties.set("descr", text)


def field(paragraph: Any, name: str) -> None:
    """A number that Word itself fills in, such as PAGE."""
    run = paragraph.add_run("1")
    simple = element("fldSimple", instr=name)
    run._element.addprevious(simple)
    simple.append(run._element)
