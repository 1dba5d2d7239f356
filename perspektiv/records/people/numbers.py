"""Numbers that people type: what a Jobcenter's customer number and a telephone number look like."""

from perspektiv.language import Text
from perspektiv.records.people.names import joined

NO_CUSTOMER_NUMBER = Text(
    "Das ist keine Kundennummer des Jobcenters. Sie sieht zum Beispiel so aus: 317A123456.",
    "This is no customer number of the Jobcenter. One looks like this: 317A123456.",
)
NO_PHONE = Text("Das ist keine Telefonnummer: Es fehlen Ziffern.", "This is no telephone number: digits are missing.")

FEWEST_DIGITS, MOST_LETTERS = 5, 3
SHORTEST_PHONE = 3


def fault_of_customer_number(typed: str) -> Text | None:
    """Customer numbers of the Federal Employment Agency and numbers of joint claims pass, grouped in any way.

    >>> [fault_of_customer_number(number) for number in ("", "317 a 123456", "31702//0012345", "31702BG0012345")]
    [None, None, None, None]
    >>> fault_of_customer_number("abc") is fault_of_customer_number("unbekannt 1") is NO_CUSTOMER_NUMBER
    True
    """
    number = joined(typed)
    digits = sum(c.isdecimal() for c in number)
    if not typed.strip() or (digits >= FEWEST_DIGITS and len(number) - digits <= MOST_LETTERS):
        return None
    return NO_CUSTOMER_NUMBER


def fault_of_phone(typed: str) -> Text | None:
    """Words beside the number are no fault.

    >>> [fault_of_phone(number) for number in ("", "110", "0221/1234-5", "0171 555 (Schwester)")]
    [None, None, None, None]
    >>> fault_of_phone("abc") is NO_PHONE
    True
    """
    digits = sum(c.isdecimal() for c in typed)
    return NO_PHONE if typed.strip() and digits < SHORTEST_PHONE else None


def dialled(phone: str) -> str:
    """What a telephone dials: digits, and the plus of a foreign prefix.

    >>> dialled("0221/1234-5"), dialled("+49 (0)221 12 34"), dialled("0171 555 (Schwester)")
    ('022112345', '+492211234', '0171555')
    """
    abroad = phone.strip().startswith("+")
    number = phone.replace("(0)", "") if abroad else phone
    return ("+" if abroad else "") + "".join(c for c in number if c.isascii() and c.isdecimal())
