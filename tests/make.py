"""Rows for tests, made through the services wherever there is one."""

import json
from itertools import count

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from articles.models import Article, Outlet, ReadersSee
from articles.services.ingest import ingest, outlet_named
from articles.services.passages import mark_passage
from factcheck.management.commands import prepare_demo
from factcheck.models import Actor, ActorKind, Directness, Stance, State, Topic
from factcheck.services import actors, claims, evidence, interchange, sides, sources, uploads

SEEDS = settings.BASE_DIR / "seeds"
numbers = count(1)


def person(role, name=None):
    """A user with one role; the password is "pass"."""
    user = get_user_model().objects.create_user(
        name or f"{role}{next(numbers)}", password="pass", is_staff=role == "admin"
    )
    user.groups.add(Group.objects.get(name=role))
    return user


def article(
    text="The road is open.\n\nThe road is closed.\n",
    name=None,
    outlet=None,
    readers_see=ReadersSee.FULL,
):
    """The article that a plain text file of these words becomes, open to readers unless said."""
    done = ingest(name=name or f"article-{next(numbers)}.txt", data=text.encode())
    assert done.created, done.message
    made = done.created[0].article
    made.outlet, made.readers_see = outlet or made.outlet, readers_see
    made.save()
    return made


def staged(files, by=None):
    """An upload of these (name, bytes), read and waiting to be confirmed."""
    run = uploads.stage_upload(files=files, by=by)
    uploads.read_upload(run=run)
    return run


def confirmed(run, by=None):
    """The run, its files brought in."""
    run = sources.confirm_run(run=run, by=by)
    sources.import_confirmed(run=run)
    run.refresh_from_db()
    return run


def revision(article, text):
    """The next text of an article, as an import brings it in: with its passages placed."""
    run = sources.begin_run(by=None)
    item = sources.import_file(run=run, name=article.source_name, data=text.encode(), by=None)
    sources.finish_run(run=run)
    return item.revisions.get()


def passage(words, text=None):
    """The passage of these words in an article of its own, or in one of this text."""
    revision = article(text or f"{words}\n\n{next(numbers)}\n").revisions.get()
    start = revision.text.index(words)
    return mark_passage(revision=revision, start=start, end=start + len(words), by=None)


def words(article, exact):
    """The passage of these words in the newest text of an article."""
    revision = article.revisions.last()
    start = revision.text.index(exact)
    return mark_passage(revision=revision, start=start, end=start + len(exact), by=None)


def outlet(name):
    return outlet_named(name)


def topic(name="Roads"):
    return Topic.objects.filter(name=name).first() or actors.add_topic(name=name, by=None)


def actor(name="Maria Zakharova", kind=ActorKind.PERSON):
    return Actor.objects.filter(name=name).first() or actors.add_actor(
        name=name, kind=kind, by=None
    )


def claim(proposition=None, state=State.PUBLISHED, **fields):
    return claims.create_claim(
        proposition=proposition or f"Claim number {next(numbers)} holds.",
        topic=fields.pop("topic", None) or topic(),
        state=state,
        by=fields.pop("by", None),
        **fields,
    )


def side(topic, label, *holders):
    """A side of a topic, given to these outlets and actors."""
    made = sides.add_side(topic=topic, label=label, by=None)
    for holder in holders:
        who = {"outlet" if isinstance(holder, Outlet) else "actor": holder}
        sides.give_side(topic=topic, side=made, by=None, **who)
    return made


def seed_sides(*slugs):
    """Azerbaijan and Armenia as sides of these topics of the seeds, and who is on them there."""
    for topic in Topic.objects.filter(slug__in=slugs):
        outlets = Outlet.objects.filter(name__in=["Azernews", "Trend"])
        azerbaijani = ["Ilham Aliyev", "Government of Azerbaijan", "Azerbaijani media"]
        armenian = ["Nikol Pashinyan", "Government of Armenia"]
        actors_of = [Actor.objects.filter(name__in=names) for names in (azerbaijani, armenian)]
        side(topic, "Azerbaijan", *outlets, *actors_of[0])
        side(topic, "Armenia", *actors_of[1])


def link(claim, passage, stance=Stance.SUPPORTS, speaker=None, **fields):
    return evidence.link_evidence(
        claim=claim,
        passage=passage,
        stance=stance,
        speaker=speaker,
        directness=fields.pop("directness", Directness.NARRATION),
        editor=fields.pop("editor", None),
        **fields,
    )


def seeds():
    """Import the five articles and their claims, as the demo does."""
    seed_articles()
    interchange.import_claims(seed_claims(), name="seeds/claims.json")


def seed_articles():
    run = sources.begin_run(by=None)
    for path in sorted(SEEDS.glob("*.txt")):
        sources.import_file(run=run, name=path.name, data=path.read_bytes(), by=None)
    sources.finish_run(run=run)
    prepare_demo.open_articles()


def seed_claims():
    """The document of the seeds' claims, new each time."""
    return json.loads((SEEDS / "claims.json").read_text(encoding="utf-8"))


def seed(prefix):
    """The seed article whose file name begins so: seed("000")."""
    return Article.objects.get(source_name__startswith=prefix)
