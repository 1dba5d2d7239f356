"""A complaint and its answer stay out of what those read who counsel the person."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from perspektiv.records.letters.models import Message
from perspektiv.records.selfservice.models import Wish


class ComplaintsKeptBack:
    """Hung on to ``people.kept_back``."""

    def subjects(self, files: Sequence[UUID]) -> Iterable[str]:
        wishes = Wish.objects.filter(participant__in=files, kind=Wish.Kind.COMPLAINT)
        answers = Message.objects.filter(participant__in=files, confidential=True)
        found = [(some.model, id) for some in (wishes, answers) for id in some.values_list("pk", flat=True)]
        return [f"{model._meta.label_lower}:{id}" for model, id in found]
