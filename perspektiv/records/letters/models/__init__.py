"""Templates, and the messages written from them."""

from perspektiv.records.letters.models.letterhead import Letterhead
from perspektiv.records.letters.models.message import Message
from perspektiv.records.letters.models.preference import Preference
from perspektiv.records.letters.models.template import Channel, Purpose, Template

__all__ = ["Channel", "Letterhead", "Message", "Preference", "Purpose", "Template"]
