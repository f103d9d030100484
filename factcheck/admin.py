"""Django admin: people and small repairs. Everything else is looked at there, never changed."""

from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db import transaction

from articles.models import Fingerprint, IndexedArticle, Posting
from factcheck.models import Actor, ActorAlias, Question, Topic, Unsaved
from factcheck.permissions import add_view_permissions
from factcheck.services import ledger
from factcheck.services.actors import folded

# What a person's entry may hold: no password, no address.
PUBLIC_USER_FIELDS = ("id", "username", "is_active", "is_staff", "is_superuser")


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows to look at; no side door past the services."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_list_select_related(self, request):
        return [field.name for field in self.opts.concrete_fields if field.is_relation]


class RecordedAdmin(admin.ModelAdmin):
    """Small repairs, each with its entry in the ledger; nothing is deleted."""

    def has_delete_permission(self, request, obj=None):
        return False

    @transaction.atomic
    def save_model(self, request, obj, form, change):
        if change and not self.changed(form):
            return
        ledger.lock()  # before any row, so that editors who link meanwhile cannot wait for us
        before = self.snapshot(type(obj).objects.get(pk=obj.pk)) if change else None
        super().save_model(request, obj, form, change)
        verb = "change in admin" if change else "add in admin"
        ledger.record(request.user, verb, row=obj, before=before, after=self.snapshot(obj))

    def changed(self, form):
        """The fields of the row that were changed; roles have an entry of their own."""
        return set(form.changed_data) - {field.name for field in self.model._meta.many_to_many}

    def snapshot(self, row):
        return ledger.snapshot(row)


class NamedAdmin(RecordedAdmin):
    """For rows that are searched by their folded names."""

    def save_model(self, request, obj, form, change):
        obj.folded = folded(obj.name)
        super().save_model(request, obj, form, change)


@admin.register(Actor)
class ActorAdmin(NamedAdmin):
    list_display = ["name", "kind", "description"]
    list_filter = ["kind"]
    search_fields = ["name", "aliases__name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(ActorAlias)
class ActorAliasAdmin(NamedAdmin):
    list_display = ["name", "actor"]
    search_fields = ["name", "actor__name"]
    autocomplete_fields = ["actor"]


@admin.register(Topic)
class TopicAdmin(RecordedAdmin):
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Question)
class QuestionAdmin(RecordedAdmin):
    list_display = ["text", "topic", "slot"]
    prepopulated_fields = {"key": ["text"]}


class PeopleAdmin(RecordedAdmin, UserAdmin):
    """People and their roles. Only a superuser makes superusers or grants single permissions."""

    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "email")}),
        ("May", {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )

    def get_readonly_fields(self, request, obj=None):
        fields = ["last_login", "date_joined"]
        return fields if request.user.is_superuser else [*fields, "is_superuser"]

    def has_change_permission(self, request, obj=None):
        may = super().has_change_permission(request, obj)
        return may and (request.user.is_superuser or not (obj and obj.is_superuser))

    @transaction.atomic
    def save_related(self, request, form, formsets, change):
        """Roles are saved after the row, so their change gets an entry of its own."""
        before = self.roles(form.instance)
        super().save_related(request, form, formsets, change)
        after = self.roles(form.instance)
        if before != after:
            ledger.record(
                request.user,
                "change roles",
                row=form.instance,
                before={"roles": before},
                after={"roles": after},
            )

    def roles(self, user):
        return sorted(user.groups.values_list("name", flat=True))

    def snapshot(self, row):
        return {name: getattr(row, name) for name in PUBLIC_USER_FIELDS}


User = get_user_model()
admin.site.unregister(User)
admin.site.unregister(Group)
admin.site.register(User, PeopleAdmin)
# Made anew from the words at any time, so that there is nothing to look at; or an editor's own.
NOT_SHOWN = (Fingerprint, IndexedArticle, Posting, Unsaved)
OURS = [
    model
    for app in ("articles", "factcheck")
    for model in apps.get_app_config(app).get_models()
    if model not in NOT_SHOWN
]
for model in OURS:
    if not admin.site.is_registered(model):
        admin.site.register(model, ReadOnlyAdmin)
add_view_permissions([*OURS, User])
