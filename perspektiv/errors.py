"""What Perspektiv refuses, and the sentence it says then: what, where, what to do."""

from perspektiv.language import Text


class Refused(Exception):
    """A request or an input that cannot be used. Carries the sentence for the user; exit status 2."""

    def __init__(self, sentence: Text, **values: object) -> None:
        self.sentence = sentence.filled(**values) if values else sentence
        super().__init__(self.sentence)

    def __str__(self) -> str:
        return str(self.sentence)
