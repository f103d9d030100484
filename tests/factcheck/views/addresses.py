"""The table in who_may.txt: every address of the site, and what each kind of person gets there."""

from pathlib import Path

from django.urls import reverse

TABLE = Path(__file__).with_name("who_may.txt")
COLUMNS = ("anonymous", "reader", "editor", "reviewer", "admin")
NOWHERE = 999_999
OUTLETS = (
    "outlets:detail",
    "api:outlets-row",
    "desk:outlet",
    "desk:merge-outlet",
    "desk:part-outlet",
)
ACTORS = ("actors:detail", "api:actors-row", "desk:actor", "desk:merge-actor", "desk:part-actor")
CLAIM_DESK = (
    "desk:claim",
    "desk:dismiss-passages",
    "desk:dismiss-twin",
    "desk:take-back-dismissal",
)
PROPOSALS = ("desk:dismiss-proposal", "desk:take-back-proposal")
FINDINGS = ("api:findings-row", "desk:judge-finding", "desk:take-back-finding")
EVIDENCE = (
    "api:evidence-row",
    "desk:evidence",
    "desk:undo-correction",
    "desk:change-stance",
    "desk:retire",
    "desk:restore",
)
PLACEMENTS = (
    "desk:placement",
    "desk:placement-panel",
    "desk:accept-placement",
    "desk:move-placement",
    "desk:retire-passage",
    "desk:take-back-placement",
)


def table():
    """The rows as (address, state, method, {subject: what it gets})."""
    for line in TABLE.read_text().splitlines():
        if line and not line.startswith("#"):
            name, state, method, *answers = line.split()
            assert len(answers) == len(COLUMNS), line
            yield name, state, method, dict(zip(COLUMNS, answers, strict=True))


ROWS = list(table())


NEVER_THERE = (
    "api:relations-row",
    "desk:forget-unsaved",
    "desk:undo",
    "desk:decide-copies",
    "desk:take-back-copies",
)


def is_one(kind, name):
    return name.startswith(f"{kind}:") and name != f"{kind}:list"


def address(world, name, state):
    """The address of that name, with the part of the world that the state names."""
    nowhere = state == "nowhere"
    namespace = name.partition(":")[0]
    args: list
    if namespace == "api" and not name.endswith("-row"):
        args = ["no/such/place"] if name == "api:nowhere" else []
    elif name in OUTLETS:
        outlet = world.merged_outlet if state == "merged" else world.outlet
        args = ["not-there" if nowhere else outlet.slug]
    elif name in ACTORS:
        actor = world.merged_actor if state == "merged" else world.actor
        args = ["not-there" if nowhere else actor.slug]
    elif name in ("api:claims-row", *CLAIM_DESK) or (
        namespace == "claims" and name != "claims:list"
    ):
        args = ["not-there" if nowhere else world.claims[state].slug]
    elif name in ("desk:topic", "api:topics-row") or (
        namespace == "topics" and name != "topics:list"
    ):
        args = ["not-there" if nowhere else world.topic.slug]
        args += ["open"] if name == "topics:question" else []
    elif name in ("passages:detail", "api:passages-row"):
        args = [NOWHERE if nowhere else world.passages[state].pk]
    elif name in (
        "api:articles-row",
        "articles:detail",
        "articles:revision",
        "articles:original",
        "desk:article",
        "desk:panel",
        "desk:link",
        "desk:details",
        "desk:read",
        "desk:confirm-date",
    ):
        args = [NOWHERE if nowhere else world.article.pk]
        args += [1] if name in ("articles:revision", "articles:original") else []
    elif name in ("desk:beside", "desk:beside-which"):
        args = [NOWHERE if nowhere else world.article.pk]
        beside = world.article if state == "itself" else world.passages["draft"].revision.article
        args += [beside.pk] if name == "desk:beside" else []
    elif name == "articles:diff":
        args = [NOWHERE if nowhere else world.article.pk, 1, 2]
    elif name in PROPOSALS:
        args = [NOWHERE if nowhere else world.proposals[state].pk]
    elif name in FINDINGS:
        args = [NOWHERE if nowhere else world.findings[state].pk]
    elif name in NEVER_THERE:
        args = [NOWHERE]
    elif name in PLACEMENTS:
        args = [NOWHERE if nowhere else world.placements[state].pk]
    elif name in EVIDENCE:
        args = [NOWHERE if nowhere else world.evidence[state].pk]
    elif namespace == "imports" and name != "imports:list":
        run = None if nowhere else getattr(world, state)
        args = [run.pk if run else NOWHERE]
        if name in ("imports:file", "imports:encoding", "imports:leave-out"):
            args += [run.items.first().pk if run else NOWHERE]
    elif name.endswith("_claim_change"):
        args = [world.claims[state].pk]
    elif name.endswith("_topic_change"):
        args = [world.topic.pk]
    else:
        args = []
    return reverse(name, args=args)


def every_address(world):
    """One address for each row of the table."""
    return {address(world, name, state) for name, state, *_ in ROWS}
