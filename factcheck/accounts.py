"""Who may open an account: nobody from outside; admins add people."""

from allauth.account.adapter import DefaultAccountAdapter
from django.shortcuts import resolve_url


class ByInvitation(DefaultAccountAdapter):
    """Closes the sign-up page of django-allauth."""

    def is_open_for_signup(self, request):
        return False

    def get_login_redirect_url(self, request):
        """To the desk, for those who work there."""
        return resolve_url(
            "desk:home" if request.user.has_perm("factcheck.work_at_desk") else "home"
        )
