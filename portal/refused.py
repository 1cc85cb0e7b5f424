"""What an action raises when the rules say no."""


class Refused(Exception):
    """A deed that the rules forbid, with every reason; nothing was changed."""

    def __init__(self, reasons):
        self.reasons = list(reasons)
        super().__init__(", ".join(str(reason) for reason in self.reasons))

    @property
    def messages(self):
        """The reasons as sentences in the reader's language."""
        return [getattr(reason, "label", reason) for reason in self.reasons]
