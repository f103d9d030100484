"""Finding claims and actors by words; other spellings of an actor find the same."""

from collections import defaultdict
from functools import reduce
from operator import and_, or_

from django.db.models import Q
from rapidfuzz import fuzz

from articles.text import terms
from factcheck.models import Actor, ActorAlias, ActorKind, ActorRole
from factcheck.rules import roles, twins

LONGEST_ALIAS = 6  # words
LONGEST_QUERY = 500  # characters, as the longest claim; SQLite refuses patterns over 50,000 bytes
MOST_WORDS = 24
CANDIDATES = 300
MOST_LETTERS = 2000  # of a text that claims are likened to


def matching(claims, query):
    """The claims whose propositions hold all words of `query`, in whatever spelling of an actor."""
    query = query[:LONGEST_QUERY]
    words = terms.words(query)[:MOST_WORDS]
    if not words:
        return claims
    spellings = _spellings(query)
    return claims.filter(reduce(and_, (_any_of(spellings.get(w, [w])) for w in words)))


def likeliest(claims, query, context="", limit=8):
    """The claims most like `query`, likeliest first.

    Where nothing is typed: those most like `context`, then those that changed last.
    """
    claims = claims.select_related("topic")
    if terms.words(query):
        found = list(matching(claims, query)[:CANDIDATES]) or _sharing_a_word(claims, query)
        return _most_alike(found, query)[:limit]
    alike = _most_alike(_sharing_a_word(claims, context), context)[:limit]
    newest = claims.exclude(pk__in=[claim.pk for claim in alike]).order_by("-changed_at", "pk")
    return [*alike, *newest[: limit - len(alike)]]


def _most_alike(claims, words):
    wanted = terms.fold(words)
    scored = [(-fuzz.token_set_ratio(wanted, claim.folded), claim.pk, claim) for claim in claims]
    return [claim for _, _, claim in sorted(scored, key=lambda row: row[:2])]


def near_twins(claims, proposition, limit=4, cutoff=twins.ALIKE):
    """Claims that say nearly the same as `proposition`, most alike first."""
    wanted = terms.fold(proposition)
    if len(terms.words(wanted)) < 3:
        return []
    found = _sharing_a_word(claims.select_related("topic"), proposition)
    scored = [(fuzz.token_sort_ratio(wanted, claim.folded), claim) for claim in found]
    scored = [pair for pair in scored if pair[0] >= cutoff]
    scored.sort(key=lambda pair: (-pair[0], pair[1].pk))
    return [claim for _, claim in scored[:limit]]


def actors_named(query, limit=8):
    """Actors one of whose spellings or roles holds `query`; names that begin with it come first."""
    wanted = terms.fold(query)
    actors = Actor.objects.speakers()
    if wanted:
        alias = ActorAlias.objects.live().filter(folded__contains=wanted).values("actor")
        role = ActorRole.objects.live().filter(folded__contains=wanted).values("actor")
        actors = actors.filter(Q(folded__contains=wanted) | Q(pk__in=alias) | Q(pk__in=role))
    found = actors.with_aliases()[:CANDIDATES]
    return sorted(found, key=lambda actor: (not _begins(actor, wanted), actor.name))[:limit]


def actors_spelled(name):
    """The actors of which this is a spelling, whatever its case and accents."""
    folded = terms.fold(name)
    spelled = Q(folded=folded) | Q(aliases__folded=folded, aliases__retired_at=None)
    return list(Actor.objects.speakers().filter(spelled).distinct().order_by("name"))


def _begins(actor, wanted):
    spellings = [actor.folded, *(alias.folded for alias in actor.aliases.all())]
    return any(word.startswith(wanted) for name in spellings for word in (name, *name.split()))


def _sharing_a_word(claims, text):
    """Claims that hold one of the longer words of `text`, newest change first, bounded."""
    told = {word for word in terms.words(text[:MOST_LETTERS]) if 3 < len(word) < 100}
    words = sorted(told, key=len, reverse=True)
    if not words:
        return []
    return list(claims.filter(_any_of(words[:MOST_WORDS])).order_by("-changed_at")[:CANDIDATES])


def _any_of(spellings):
    return reduce(or_, (Q(folded__contains=spelling) for spelling in spellings))


def spellings_in(text):
    """The spellings of each actor or place that is named in `text`, one list for each."""
    actors = _with_a_spelling_in(_runs(text[:LONGEST_QUERY])).order_by("pk")
    return [_spellings_of(actor) for actor in actors]


def _with_a_spelling_in(runs):
    alias = ActorAlias.objects.live().filter(folded__in=runs).values("actor")
    matched = Actor.objects.standing().filter(Q(folded__in=runs) | Q(pk__in=alias))
    return matched.with_aliases()


def _spellings(query):
    """For each word that is part of a known spelling: itself and all spellings of its actors."""
    runs = _runs(query)
    found = {}
    for actor in _with_a_spelling_in(runs):
        names = [actor.folded, *(alias.folded for alias in actor.aliases.all())]
        for word in (word for name in names if name in runs for word in terms.words(name)):
            found.setdefault(word, {word}).update(names)
    return found


def _runs(query):
    """All runs of words in a query, with what stands between them ("lachin-khankendi road")."""
    folded = terms.fold(query)
    spans = terms.word_spans(folded)[:MOST_WORDS]
    return {
        folded[spans[i][0] : spans[j][1]]
        for i in range(len(spans))
        for j in range(i, min(i + LONGEST_ALIAS, len(spans)))
    }


def actors_in(text, published=None, limit=8):
    """Actors one of whose spellings stands in `text`, or whose role on the day it was `published`.

    Where there is none, the first of all.
    """
    folded = _spaced(text)
    actors = list(Actor.objects.speakers().with_aliases())
    held = holders(published)
    by_role = {held[key] for key in roles.named_in(text, held)}
    named = [
        actor
        for actor in actors
        if actor in by_role or any(_spaced(spelling) in folded for spelling in _spellings_of(actor))
    ]
    return named[:limit] or actors[:limit]


def _spaced(text):
    """The words of a text with a space on each side, so that one can be looked for in another."""
    return f" {' '.join(terms.words(text))} "


def actors_by_slug(slug):
    return list(Actor.objects.speakers().filter(slug=slug).with_aliases())


def _spellings_of(actor):
    return [actor.name, *(alias.name for alias in actor.aliases.all())]


def actors_called(names, published=None):
    """The actors that these names surely mean, as {name: Actor}; a doubtful name is left out.

    A name means the one actor with that spelling, or else the one person with that last name, or
    else the one who held that role when the article was `published`.
    """
    spelled, last_named = defaultdict(dict), defaultdict(dict)
    for actor in Actor.objects.speakers().with_aliases():
        for spelling in _spellings_of(actor):
            folded = _bare(spelling)
            spelled[folded][actor.pk] = actor
            if actor.kind == ActorKind.PERSON:
                last_named[folded.rpartition(" ")[2]][actor.pk] = actor
    held = holders(published)
    meant = {}
    for name in names:
        found = spelled.get(_bare(name)) or last_named.get(_bare(name), {})
        if len(found) == 1:
            meant[name] = next(iter(found.values()))
        elif not found and (holder := held.get(roles.key(name))):
            meant[name] = holder
    return meant


def holders(published):
    """Who held which role on the day that a Moment tells, as {key of the role: Actor}.

    A role that two may have held on that day is left out, and one that nobody is known to have held
    on all days that it may be; so are all roles where no day is known.
    """
    if published is None:
        return {}
    first, last = published.days
    held = ActorRole.objects.live().filter(actor__in=Actor.objects.speakers())
    found = defaultdict(list)
    for role in held.select_related("actor").order_by("pk"):
        if role.meets(first, last):
            found[roles.key(role.title)].append(role)
    found.pop((), None)
    return {
        key: rows[0].actor
        for key, rows in found.items()
        if len({row.actor_id for row in rows}) == 1
        and any(row.is_held(first, last) for row in rows)
    }


def _bare(name):
    return terms.fold(name).removeprefix("the ")
