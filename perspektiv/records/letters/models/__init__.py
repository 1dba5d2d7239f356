"""Templates, and the messages written from them."""

from perspektiv.records.letters.models.letterhead import Letterhead
from perspektiv.records.letters.models.message import Message
from perspektiv.records.letters.models.preference import Preference
from perspektiv.records.letters.models.template import ASKING, Channel, Purpose, Template

__all__ = ["ASKING", "Channel", "Letterhead", "Message", "Preference", "Purpose", "Template"]
