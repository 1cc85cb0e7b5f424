"""What an action raises when the rules say no, and how a page tells it to its reader."""

from django.contrib import messages


class Refused(Exception):
    """A deed that the rules forbid, with every reason; nothing was changed."""

    def __init__(self, reasons):
        self.reasons = list(reasons)
        super().__init__(", ".join(str(reason) for reason in self.reasons))

    @property
    def messages(self):
        """The reasons as sentences in the reader's language."""
        return [getattr(reason, "label", reason) for reason in self.reasons]

    def say(self, request):
        """Put each reason above the next page that the reader gets."""
        for message in self.messages:
            messages.error(request, message)

    def add_to(self, form, field=None):
        """Put each reason in the form that the reader sent, beside `field` or else on top."""
        for message in self.messages:
            form.add_error(field, message)
