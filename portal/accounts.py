from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """How allauth behaves here: accounts come from the register, nobody makes one alone."""

    def is_open_for_signup(self, request):
        return False
