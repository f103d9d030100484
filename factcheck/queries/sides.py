"""Which side of a topic words come from, and whose outlets carry them."""

from collections import defaultdict

from django.db.models import F, Q

from articles.models import Article, Outlet
from factcheck.models import Actor, Claim, Evidence, Membership, Stance, Term
from factcheck.rules import sides as rules


class Sides:
    """The sides that outlets and actors have in some topics; four queries, or one if none has any.

    What was merged counts for what it has become, unless that was given a side of its own.
    """

    def __init__(self, topics):
        rows = Membership.objects.standing().filter(topic__in=topics).select_related("side")
        rows = list(rows.order_by("pk"))
        self.became_actor = _followed(Actor, "merged_into") if rows else {}
        self.became_outlet = _followed(Outlet, "merged_into") if rows else {}
        self.owners = _followed(Outlet, "owner") if rows else {}
        self.actors, self.outlets = defaultdict(dict), defaultdict(dict)
        for row in rows:
            if row.actor_id:
                _give(self.actors[row.topic_id], row.actor_id, self.became_actor, row.side)
            else:
                _give(self.outlets[row.topic_id], row.outlet_id, self.became_outlet, row.side)
        self.topics = {row.topic_id for row in rows}

    def of_actor(self, topic, actor):
        """The side that the actor of this key has in the topic of that key, or None."""
        return self.actors[topic].get(actor)

    def of_outlet(self, topic, outlet):
        """The side of an outlet: its own, or that of its nearest owner who has one."""
        if outlet is None:
            return None
        return rules.nearest_side(outlet, self.outlets[topic], self.owners)


def _followed(model, field):
    return dict(model.objects.exclude(**{field: None}).values_list("pk", field))


def _give(given, key, became, side):
    current = rules.become(key, became)
    if key == current:
        given[current] = side
    else:
        given.setdefault(current, side)


def mark_carried(claims, as_of=None):
    """Give each claim `is_carried_by_others`: nobody's outlets but those of other sides carry it.

    At most five queries, however many claims.
    """
    sides = Sides({claim.topic_id for claim in claims})
    asked = [claim for claim in claims if claim.topic_id in sides.topics]
    rows = (
        Evidence.objects.live()
        .known(as_of)
        .filter(claim__in=[claim.pk for claim in asked])
        .values_list("claim", "stance", "speaker", "passage__revision__article__outlet")
        if asked
        else []
    )
    found = defaultdict(list)
    for claim, *row in rows:
        found[claim].append(row)
    for claim in claims:
        told = Carried(sides, claim.topic_id)
        for row in found[claim.pk]:
            told.add(*row)
        claim.is_carried_by_others = told.is_by_others
    return claims


class Carried:
    """The sides that say a claim, and those that carry it, gathered from its evidence."""

    def __init__(self, sides, topic):
        self.sides, self.topic = sides, topic
        self.claimants, self.carriers = set(), set()

    def add(self, stance, speaker, outlet):
        """Take in a piece of evidence; give the side that says so, if any does, and who carries."""
        carrier = self.sides.of_outlet(self.topic, outlet)
        claimant = self.sides.of_actor(self.topic, speaker) if speaker else carrier
        if stance != Stance.SUPPORTS:
            claimant = None
        self.claimants |= {claimant} - {None}
        self.carriers |= {carrier} - {None}
        return claimant, carrier

    @property
    def is_by_others(self):
        return rules.carried_only_by_others(self.claimants, self.carriers)


def carried(claim, evidence):
    """Of a claim that only the other side carries: who says so, who carries it, what is left aside.

    None of any other claim. `evidence` are its live rows as they are displayed.
    """
    told = Carried(Sides({claim.topic_id}), claim.topic_id)
    say, carry, aside = defaultdict(dict), defaultdict(dict), {}
    for row in evidence:
        article = row.passage.revision.article
        claimant, carrier = told.add(row.stance, row.speaker_id, article.outlet_id)
        if claimant:
            say[claimant][row.speaker or article.outlet] = None
        if carrier:
            carry[carrier].setdefault(article.outlet, {})[article] = None
        else:
            aside[article] = None
    if not told.is_by_others:
        return None
    return {
        "say": [(side, list(who)) for side, who in _ordered(say)],
        "carry": [
            (outlet, side, list(articles))
            for side, by_outlet in _ordered(carry)
            for outlet, articles in by_outlet.items()
        ],
        "aside": list(aside),
        "rule": rules.RULE,
    }


def _ordered(by_side):
    return sorted(by_side.items(), key=lambda item: (item[0].position, item[0].pk))


def articles_on(topic, user, as_of=None):
    """The articles that hold evidence on the topic's claims, as `user` may see it; oldest first."""
    evidence = Evidence.objects.live().known(as_of).visible_to(user).filter(claim__topic=topic)
    return (
        Article.objects.filter(pk__in=evidence.values("passage__revision__article"))
        .select_related("outlet")
        .order_by(F("published_on").asc(nulls_last=True), "pk")
    )


def outlets_by_side(topic, articles):
    """For each side of a topic its outlets with their articles, the sides with none too.

    At last, where there are any, those without a side, and the articles that name no outlet.
    """
    stand = list(topic.sides.live().order_by("position", "pk"))
    if not stand:
        return []
    sides, by_side = Sides({topic.pk}), defaultdict(lambda: defaultdict(list))
    for article in articles:
        side = sides.of_outlet(topic.pk, article.outlet_id)
        by_side[side][article.outlet].append(article)
    rows = [_row(side, by_side[side]) for side in stand]
    return [*rows, _row(None, by_side[None])] if by_side[None] else rows


def _row(side, by_outlet):
    named = sorted((o for o in by_outlet if o), key=lambda outlet: (outlet.name, outlet.pk))
    outlets = [(outlet, by_outlet[outlet]) for outlet in named]
    return {
        "side": side,
        "outlets": outlets,
        "unnamed": by_outlet.get(None, []),
        "height": max(1, len(by_outlet)),
        "article_count": sum(map(len, by_outlet.values())),
    }


def presuming(claim, user):
    """The words that a desk listed as presupposing the claim, or one that it has taken in.

    Those of topics that `user` can open.
    """
    of_claim = Q(claim=claim) | Q(claim__merged_into=claim)
    topics = Claim.objects.visible_to(user).listed().values("topic")
    terms = Term.objects.live().filter(of_claim, topic__in=topics)
    return list(terms.select_related("topic").order_by("pk"))
