"""The front page."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from factcheck.queries import home as queries


@require_safe
def home(request):
    return render(request, "home.html", queries.home_page(request.user))
