"""The door of each page that is not for everybody."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.utils.cache import patch_cache_control
from django_htmx.http import HttpResponseClientRedirect


def needs(permission):
    """Let those in who have `permission`: strangers are asked to sign in, others get 403."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if request.user.has_perm(permission):
                response = view(request, *args, **kwargs)
                patch_cache_control(response, private=True, no_store=True)
                return response
            if request.user.is_authenticated:
                raise PermissionDenied
            return _sign_in(request)

        return guarded

    return decorate


def _sign_in(request):
    """To the sign-in page and back; a fragment's request takes the whole page there."""
    if request.htmx:
        back = request.htmx.current_url_abs_path or request.get_full_path()
        return HttpResponseClientRedirect(redirect_to_login(back).url)
    back = request.get_full_path() if request.method == "GET" else "/desk/"
    return redirect_to_login(back)
