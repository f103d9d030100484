"""Who may open an account: nobody from outside; admins add people."""

from allauth.account.adapter import DefaultAccountAdapter


class ByInvitation(DefaultAccountAdapter):
    """Closes the sign-up page of django-allauth."""

    def is_open_for_signup(self, request):
        return False
