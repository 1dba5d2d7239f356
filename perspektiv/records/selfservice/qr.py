"""A link as a picture for the camera of a telephone."""

import segno


def picture(address: str) -> str:
    """As an address of an image (data:), black on white whatever the theme."""
    return str(segno.make(address, error="m").svg_data_uri(border=2, dark="black", light="white"))
