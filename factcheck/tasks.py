"""Long work that a worker does (or the request itself, where no worker is set up)."""

from django.tasks import task

from articles.models import ImportRun
from factcheck.services import sources, uploads


@task
def read_upload(run_pk):
    """Read the files of an upload, for people to look at."""
    uploads.read_upload(run=ImportRun.objects.get(pk=run_pk))


@task
def import_upload(run_pk):
    """Bring in the files of a confirmed upload; called again, it goes on with the rest."""
    sources.import_confirmed(run=ImportRun.objects.get(pk=run_pk))
