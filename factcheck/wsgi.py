"""The site for a WSGI server: `gunicorn factcheck.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
site = get_wsgi_application()


def application(environ, start_response):
    """Every request is read as UTF-8, as our forms are sent.

    Django believes any other charset that a request names, and fails on those that are none ("hex")
    or that give half characters ("utf-7").
    """
    kind, *parameters = environ.get("CONTENT_TYPE", "").split(";")
    kept = (part for part in parameters if not part.strip().lower().startswith("charset"))
    return site(environ | {"CONTENT_TYPE": ";".join([kind, *kept])}, start_response)
