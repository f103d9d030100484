"""How often one address may ask."""

from django.conf import settings
from django.core.cache import caches
from rest_framework.throttling import AnonRateThrottle


class PerAddress(AnonRateThrottle):
    """Counts strangers by their address; who is signed in is not counted."""

    cache = caches["rates"]

    def get_rate(self):
        return f"{settings.API_PER_MINUTE}/min" if settings.API_PER_MINUTE else None
