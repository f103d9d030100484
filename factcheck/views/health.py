"""For load balancers: is the process alive, and can it serve?"""

from django.db import connection
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def alive(request):
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request):
    """Answers when the database does; a database that is away is an error, not an answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return HttpResponse("ok\n", content_type="text/plain")
