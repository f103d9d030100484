from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """What was published, word for word."""

    name = "articles"

    def ready(self):
        from articles import checks  # noqa: F401  (registers the checks)
