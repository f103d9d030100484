"""Actors at the desk: described, merged and parted; spellings that may be one, and decisions."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from factcheck import presenters
from factcheck.forms.actors import (
    ActorForm,
    MergeActorForm,
    NamedActorForm,
    SpellingForm,
    role_forms,
)
from factcheck.forms.sources import ReasonedForm
from factcheck.models import Actor, ActorAlias, ActorKind, Distinction
from factcheck.queries import actors as queries
from factcheck.services import actor_merges, actors, distinctions
from factcheck.services.actors import RoleTold
from factcheck.views.access import needs
from factcheck.views.details import NOTHING, STILL_HERE
from factcheck.views.paging import paged
from factcheck.views.typed import typed

DESK = "factcheck.work_at_desk"
# What can be decided on the list, as rows that stand.
DECIDED: dict[str, Callable[[], QuerySet]] = {
    "apart": lambda: Distinction.objects.standing().select_related("actor", "other"),
    "alias": lambda: ActorAlias.objects.live().select_related("actor"),
    "merged": lambda: Actor.objects.exclude(merged_into=None).select_related("merged_into"),
}


@needs(DESK)
def actor_list(request):
    """Every actor, those of whom two may be one first; a new one can be added."""
    form = NamedActorForm(request.POST or None, initial={"kind": ActorKind.PERSON})
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("name", "kind", "reason")}
        made = actors.add_actor(by=request.user, **told)
        messages.success(request, f"Added “{made}”.")
        return redirect("desk:actor", made.slug)
    query, kind = request.GET.get("q", "")[:200].replace("\0", ""), request.GET.get("kind", "")
    context = paged(request, queries.actor_list(query, kind))
    context |= {"form": form, "q": query, "kind": kind, "kinds": ActorKind.choices}
    context |= queries.spelling_proposals() | {"done": _done(request)}
    return _answer(request, "desk/actors.html", context)


@needs(DESK)
def edit_actor(request, slug):
    """What is said of an actor; of a conflict with another editor both sides are shown."""
    actor = _actor(slug)
    form = ActorForm(request.POST or None, actor=actor)
    roles = role_forms(actor, request.POST or None)
    was = actor.version
    seen, differing = request.POST.get("seen") or was, []
    if request.method == "POST" and all([form.is_valid(), roles.is_valid()]):
        data = dict(form.cleaned_data)
        del data["keep_name"]
        told = [RoleTold(**row.cleaned_data) for row in roles if _is_told(row)]
        try:
            actors.edit_actor(actor=actor, by=request.user, seen=seen, roles=told, **data)
        except actors.ChangedMeanwhile as error:
            form.add_error(None, f"{error} {STILL_HERE}")
            seen, differing = was, [*form.differing(), *_differing_roles(actor, roles)]
        except actors.CannotEdit as error:
            form.add_error(None, str(error))
        else:
            is_changed = _actor(slug).version != was or data["added"] or data["removed"]
            messages.success(request, "Saved." if is_changed else NOTHING)
            return redirect("desk:actor", slug)
    elif roles.is_bound and not roles.is_valid():
        form.add_error(None, "Something is wrong with the roles. It stands beside them.")
    context = queries.actor_desk_page(actor)
    context |= {"form": form, "roles": roles, "seen": seen, "differing": differing}
    context["changes"] = presenters.told(context["entries"], context["names"])
    context["typed"] = _typed(form, roles) if actor.merged_into and form.is_bound else []
    return _answer(request, "desk/actor.html", context)


def _typed(form, roles):
    """What was typed of an actor that was merged meanwhile and so has no form any more."""
    names = ("name", "description", "wikidata_id", "added", "reason")
    fields = [*(form[name] for name in names), *(row["title"] for row in roles)]
    return [(field.label, words) for field in fields if (words := field.value())]


def _is_told(row):
    return bool(row.cleaned_data.get("title") or row.cleaned_data.get("pk"))


def _differing_roles(actor, roles):
    """What the roles are now, where other ones were sent in."""
    if roles.has_changed():
        yield "Roles", "; ".join(presenters.role(role) for role in actor.held())


@needs(DESK)
def merge_actor(request, slug):
    """Choose another actor, see what would move, and make the two one."""
    actor = _actor(slug)
    if actor.merged_into:
        messages.error(request, f"“{actor}” was merged into “{actor.current}” already.")
        return redirect("desk:actor", slug)
    form = MergeActorForm(request.POST or request.GET or None, actor=actor)
    context = {"actor": actor, "form": form}
    if form.is_valid():
        into = context["into"] = form.cleaned_data["into"]
        if request.method == "POST":
            try:
                reason = form.cleaned_data["reason"]
                actor_merges.merge_actors(actor=actor, into=into, by=request.user, reason=reason)
            except (actor_merges.CannotMerge, actor_merges.ReasonMissing) as error:
                form.add_error("reason", str(error))
            else:
                return _back(request, "merged", actor) or _merged(request, actor, into)
        context["preview"] = queries.merge_preview(actor, into)
    return _answer(request, "desk/actor_merge.html", context)


def _merged(request, actor, into):
    messages.success(request, f"Merged “{actor}” into “{into}”.")
    return redirect("desk:actor", into.slug)


@require_POST
@needs(DESK)
def part_actor(request, slug):
    """Take a merge back."""
    actor = _actor(slug)
    form = ReasonedForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        actor_merges.part_actor(actor=actor, by=request.user, reason=reason)
        messages.success(request, f"“{actor}” is an actor of its own again.")
    except (actor_merges.CannotMerge, actor_merges.ReasonMissing) as error:
        messages.error(request, str(error))
    return _back(request) or redirect("desk:actor", slug)


@require_POST
@needs(DESK)
def add_spelling(request):
    """The name of somebody who is quoted is one of the actor's."""
    form = SpellingForm(request.POST)
    if not form.is_valid() or not form.cleaned_data["spelling"]:
        return _too_late(request)
    actor, name = form.cleaned_data["actor"], form.cleaned_data["spelling"]
    alias = actors.add_alias(actor=actor, name=name, by=request.user)
    return _back(request, "alias", alias)


@require_POST
@needs(DESK)
def tell_apart(request):
    """Two actors are two, or a name is not the actor's."""
    form = SpellingForm(request.POST)
    if not form.is_valid():
        return _too_late(request)
    told = {name: form.cleaned_data[name] for name in ("actor", "other", "spelling")}
    return _back(request, "apart", distinctions.tell_apart(by=request.user, **told))


@require_POST
@needs(DESK)
def take_back(request):
    """What was told apart, or a spelling that was added, is proposed again."""
    row = _decided(request.POST.get("done", ""))
    if isinstance(row, Distinction):
        distinctions.take_back(distinction=row, by=request.user)
    elif isinstance(row, ActorAlias):
        actors.retire_alias(alias=row, by=request.user, reason="taken back")
    else:
        return _too_late(request)
    messages.success(request, "Taken back: it is proposed again.")
    return redirect("desk:actors")


def _too_late(request):
    """What the list proposed is not there any more: somebody else was faster."""
    messages.error(request, "Somebody decided on this meanwhile. Nothing was changed.")
    return redirect("desk:actors")


def _done(request):
    """What was decided just now, so that it can be taken back at once."""
    named = request.GET.get("done", "")
    row = _decided(named)
    return {"row": row, "kind": named.partition("-")[0], "named": named} if row else None


def _decided(named):
    """The row of a decision by its kind and key, "apart-12", if it still stands."""
    kind, _, key = named.partition("-")
    if kind not in DECIDED or not key.isdecimal() or len(key) > 18:
        return None
    return DECIDED[kind]().filter(pk=key).first()


def _back(request, kind="", row=None):
    """The list as the editor left it, if the decision was taken there, at what comes next."""
    if typed(request, "back", 6) != "actors" and kind in ("", "merged"):
        return None
    query = f"?{urlencode({'done': f'{kind}-{row.pk}'})}" if row else ""
    following = typed(request, "next", 16)
    anchor = f"#spelling-{following}" if following.isalnum() else ""
    return redirect(reverse("desk:actors") + query + anchor)


def _actor(slug):
    return get_object_or_404(Actor.objects.select_related("merged_into"), slug=slug)


def _answer(request, template, context):
    is_refused = request.method == "POST" and context["form"].errors
    return render(request, template, context, status=422 if is_refused else 200)
