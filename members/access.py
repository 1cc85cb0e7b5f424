class RoleBackend:
    """Stand-in until roles exist."""

    def authenticate(self, request, **credentials):
        return None
