"""Make the demo: tables, the seed articles with their claims, and one person of each role."""

import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.models import Article, Outlet, ReadersSee
from factcheck.models import Claim
from factcheck.permissions import ROLES
from factcheck.services import details, outlets
from factcheck.services.tallies import recount_all


def open_articles():
    """Let readers see the full text of every outlet, and of each article that names none."""
    full = {"readers_see": ReadersSee.FULL, "by": None, "reason": "The demo shows the full text."}
    for outlet in Outlet.objects.order_by("pk"):
        outlets.edit_outlet(outlet=outlet, **full)
    for article in Article.objects.filter(outlet=None).order_by("pk"):
        details.edit_details(article=article, **full)


class Command(BaseCommand):
    help = "Prepare the demo (only under FACTCHECK_DEBUG=1); a second run changes nothing."

    def handle(self, **options):
        if not settings.DEBUG:
            raise CommandError("The demo prints passwords: only under FACTCHECK_DEBUG=1.")
        call_command("migrate", verbosity=0)
        if not Article.objects.exists():
            self._seeds()
        recount_all(Claim.objects.all())  # an older version of the demo counted otherwise
        self._people()

    @transaction.atomic
    def _seeds(self):
        """All or none: a run that is cut short leaves the next one to begin anew."""
        seeds = settings.BASE_DIR / "seeds"
        call_command("import_articles", str(seeds), stdout=self.stdout)
        open_articles()
        call_command("import_claims", str(seeds / "claims.json"), stdout=self.stdout)

    def _people(self):
        kept = settings.VAR_DIR / "demo_password"
        if not kept.exists():
            kept.write_text(secrets.token_urlsafe(9), encoding="ascii")
        password = kept.read_text(encoding="ascii")
        self.stdout.write("\nSign in at /accounts/login/ as one of:")
        for role in ROLES:
            user, is_new = get_user_model().objects.get_or_create(
                username=role, defaults={"is_staff": role == "admin"}
            )
            if is_new:
                user.set_password(password)
                user.save()
                user.groups.add(Group.objects.get(name=role))
            self.stdout.write(f"  {role:9} password {password}")
        self.stdout.write("")
