from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress

from portal.models import User, normal_email


class AccountAdapter(DefaultAccountAdapter):
    """How allauth behaves here: accounts come from the register, nobody makes one alone."""

    def is_open_for_signup(self, request):
        return False

    def is_safe_url(self, url):
        try:
            return super().is_safe_url(url)
        except ValueError:  # an address that cannot be read, such as http://[
            return False


def open_account(email):
    """An account without a password: its owner logs in by a code, or asks for a link to choose one.

    The address counts as confirmed: both ways in go through that mailbox.
    """
    user = User(email=normal_email(email))
    user.set_unusable_password()
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user
