from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language

from portal.models import User, normal_email


class AccountAdapter(DefaultAccountAdapter):
    """How allauth behaves here: anybody may make an account, which gives no right until the register knows them."""

    def save_user(self, request, user, form, commit=True):
        user.language = (get_language() or settings.LANGUAGE_CODE)[:2]
        return super().save_user(request, user, form, commit)

    def is_safe_url(self, url):
        try:
            return super().is_safe_url(url)
        except ValueError:  # an address that cannot be read, such as http://[
            return False


def account_at(email):
    """The account with this address, if any."""
    return User.objects.filter(email=normal_email(email)).first()


@transaction.atomic
def open_account(email):
    """An account without a password: its owner logs in by a code, or asks for a link to choose one.

    The address counts as confirmed: both ways in go through that mailbox. An account that somebody made with this
    address is that account; a password that was chosen before the mailbox was proved is taken away.
    """
    user = account_at(email) or User(email=normal_email(email))
    if not has_verified_address(user):
        user.set_unusable_password()
        user.save()
        EmailAddress.objects.filter(user=user).delete()
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def has_verified_address(user):
    """Whether it was proved that the mailbox with which one logs in is theirs."""
    return user.pk is not None and EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists()


@transaction.atomic
def move_account(user, email):
    """Let somebody log in with another address, which counts as confirmed; the earlier one opens nothing any more."""
    user.email = normal_email(email)
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
