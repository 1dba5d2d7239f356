from django.db import models

from perspektiv.records.access.models import Record, Records


class Letterhead(Record):
    """Who writes, as it stands on envelopes, in mails and at the end of letters: neutral, one a centre."""

    sender = models.CharField(max_length=60)
    street = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    city = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)  # answers to mails go there

    objects = Records["Letterhead"].as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("centre",), name="one_letterhead_a_centre"),)

    def __str__(self) -> str:
        return self.sender

    @property
    def place(self) -> str:
        """
        >>> Letterhead(postcode="12345", city="Musterstadt").place
        '12345 Musterstadt'
        """
        return f"{self.postcode} {self.city}".strip()

    @property
    def line(self) -> str:
        """In one line, as above the address in the window of an envelope."""
        return " · ".join(part for part in (self.sender, self.street, self.place) if part)
