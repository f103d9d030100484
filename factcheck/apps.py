from django.apps import AppConfig


class FactcheckConfig(AppConfig):
    """What we make of it, and the site."""

    name = "factcheck"

    def ready(self):
        from factcheck import permissions  # noqa: F401  (registers who may do what)
