"""Who may do what: said here once, asked everywhere by `user.has_perm(...)`.

Readers need no account. Editors work at the desk, correct what is said of articles, outlets and
actors, and merge actors; reviewers also publish and withdraw, and decide who owns an outlet, which
outlets are one, and whose full text readers see; admins also import, and look after people. What a
person may *see* is said by each model's `visible_to(user)`, and whose full text by
`Article.objects.open_to(user)`.
"""

import rules

ROLES = ("editor", "reviewer", "admin")

is_admin = rules.is_active & (rules.is_superuser | rules.is_group_member("admin"))
is_reviewer = is_admin | (rules.is_active & rules.is_group_member("reviewer"))
is_editor = is_reviewer | (rules.is_active & rules.is_group_member("editor"))

rules.add_perm("factcheck.work_at_desk", is_editor)
rules.add_perm("factcheck.publish_claim", is_reviewer)
rules.add_perm("articles.read_full_text", is_editor)
rules.add_perm("articles.manage_outlets", is_reviewer)
rules.add_perm("articles.import_articles", is_admin)

# Django admin: people and small repairs. All else is looked at, never changed, there.
REPAIRED_IN_ADMIN = (
    "auth.user",
    "factcheck.actor",
    "factcheck.actoralias",
    "factcheck.question",
    "factcheck.topic",
)
for app in ("articles", "auth", "factcheck"):
    rules.add_perm(app, is_admin)  # its models are listed on the first page of Django admin
for label in REPAIRED_IN_ADMIN:
    app, model = label.split(".")
    for action in ("add", "change"):
        rules.add_perm(f"{app}.{action}_{model}", is_admin)


def add_view_permissions(models):
    """Let admins look at the rows of these models in Django admin."""
    for model in models:
        rules.add_perm(f"{model._meta.app_label}.view_{model._meta.model_name}", is_admin)
