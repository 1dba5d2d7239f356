"""Periods within which something should happen on the path, in one place. None of them forces anybody."""

from datetime import timedelta

WAY_IN = timedelta(days=10)
"""From a proposal or wish to the first attempt to reach the person."""
FIRST_CONTACT = timedelta(days=14)
"""From the first attempt to what comes of it."""
PLACE = timedelta(days=10)
"""From being ready for a segment to a counsellor who takes the case."""
CHANGE = timedelta(days=21)
"""From the last unit of a segment to its closing talk and ending."""
OFFER = timedelta(days=3)
"""From the offer of a case to the counsellor's answer."""
ACCESS_AFTER_END = timedelta(days=14)
"""How long a counsellor still sees the file after the last participation has ended, to finish notes."""
UNDO = timedelta(minutes=10)
"""How long a step can be taken back, if nothing was built on it. The screen offers it for ten seconds."""
