from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import translation

from portal.post import actions


class OutboxBackend(BaseEmailBackend):
    """Django's mail, such as allauth's codes and links, becomes rows in the outbox too."""

    def send_messages(self, email_messages):
        for message in email_messages:
            for address in message.recipients():
                actions.write(
                    kind="account",
                    to_email=address,
                    language=(translation.get_language() or settings.LANGUAGE_CODE)[:2],
                    subject=" ".join(str(message.subject).split())[:200],
                    text=message.body,
                    holds_secret=True,
                )
        return len(email_messages)
