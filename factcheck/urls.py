"""Every address of the site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from factcheck import converters  # noqa: F401  (registers <words:…>)
from factcheck.api.urls import urlpatterns as api_urls
from factcheck.views import (
    actions,
    actor_desk,
    actors,
    articles,
    beside,
    claim_desk,
    claims,
    copies,
    corrections,
    desk,
    details,
    editing,
    findings,
    health,
    imports,
    matrices,
    outlets,
    pages,
    placements,
    proposals,
    queue,
    revisions,
    topic_desk,
    topic_words,
    topics,
    unsaved,
    uploads,
)

admin.autodiscover()
# As django-allauth documents it; mypy does not like a method to be replaced.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

claim_urls = [
    path("", claims.claim_list, name="list"),
    path("<words:slug>/", claims.claim_detail, name="detail"),
    path("<words:slug>.json", claims.claim_json, name="json"),
    path("<words:slug>/history/", claims.claim_history, name="history"),
    path("<words:slug>/edit/", editing.edit_claim, name="edit"),
    path("<words:slug>/step/", editing.step_claim, name="step"),
    path("<words:slug>/merge/", editing.merge_claim, name="merge"),
    path("<words:slug>/part/", editing.part_claim, name="part"),
    path("<words:slug>/relate/", editing.relate_claim, name="relate"),
]
article_urls = [
    path("", articles.article_list, name="list"),
    path("<int:pk>/", articles.article_detail, name="detail"),
    path("<int:pk>/revisions/<int:number>/", articles.revision_detail, name="revision"),
    path("<int:pk>/revisions/<int:number>/original/", articles.original, name="original"),
    path("<int:pk>/revisions/<int:a>/<int:b>/", revisions.diff, name="diff"),
]
passage_urls = [path("<int:pk>/", articles.passage, name="detail")]
outlet_urls = [
    path("", outlets.outlet_list, name="list"),
    path("<words:slug>/", outlets.outlet_detail, name="detail"),
]
actor_urls = [
    path("", actors.actor_list, name="list"),
    path("<words:slug>/", actors.actor_detail, name="detail"),
]
topic_urls = [
    path("", topics.topic_list, name="list"),
    path("<words:slug>/", topics.topic_detail, name="detail"),
    path("<words:slug>/questions/<slug:key>/", topics.question_detail, name="question"),
    path("<words:slug>/timeline/", topics.topic_timeline, name="timeline"),
    path("<words:slug>/actors/", matrices.matrix, {"kind": "actors"}, name="actors"),
    path("<words:slug>/actors.csv", matrices.matrix_csv, {"kind": "actors"}, name="actors-csv"),
    path("<words:slug>/outlets/", matrices.matrix, {"kind": "outlets"}, name="outlets"),
    path("<words:slug>/outlets.csv", matrices.matrix_csv, {"kind": "outlets"}, name="outlets-csv"),
    path("<words:slug>/words/", topic_words.words, name="words"),
]
desk_urls = [
    path("", queue.home, name="home"),
    path("assign/", queue.assign, name="assign"),
    path("actions/", actions.last_actions, name="actions"),
    path("actions/<int:number>/undo/", actions.undo_action, name="undo"),
    path("unsaved/", unsaved.keep, name="keep-unsaved"),
    path("unsaved/token/", unsaved.token, name="token"),
    path("unsaved/<int:pk>/forget/", unsaved.forget, name="forget-unsaved"),
    path("articles/", desk.article_list, name="articles"),
    path("articles/<int:pk>/", desk.article, name="article"),
    path("articles/<int:pk>/panel/", desk.panel, name="panel"),
    path("articles/<int:pk>/link/", desk.link, name="link"),
    path("articles/<int:pk>/read/", queue.read, name="read"),
    path("articles/<int:pk>/beside/", beside.choose, name="beside-which"),
    path("articles/<int:pk>/beside/<int:other>/", beside.page, name="beside"),
    path("articles/<int:pk>/details/", details.article_details, name="details"),
    path("articles/<int:pk>/details/date/", details.confirm_date, name="confirm-date"),
    path("outlets/", outlets.add_outlet, name="add-outlet"),
    path("outlets/<words:slug>/", outlets.edit_outlet, name="outlet"),
    path("outlets/<words:slug>/merge/", outlets.merge_outlet, name="merge-outlet"),
    path("outlets/<words:slug>/part/", outlets.part_outlet, name="part-outlet"),
    path("claims/<words:slug>/", claim_desk.claim, name="claim"),
    path("claims/<words:slug>/dismiss/", claim_desk.dismiss, name="dismiss-passages"),
    path("claims/<words:slug>/differs/", claim_desk.differs, name="dismiss-twin"),
    path("claims/<words:slug>/take-back/", claim_desk.take_back, name="take-back-dismissal"),
    path("pick/claims/", desk.pick_claim, name="pick-claim"),
    path("pick/twins/", desk.twins, name="twins"),
    path("copies/", copies.pairs, name="copies"),
    path("copies/<int:pk>/decide/", copies.decide, name="decide-copies"),
    path("copies/<int:pk>/take-back/", copies.take_back, name="take-back-copies"),
    path("twins/", claim_desk.twins, name="near-twins"),
    path("actors/", actor_desk.actor_list, name="actors"),
    path("pick/actors/", desk.pick_actor, name="pick-actor"),
    path("evidence/<int:pk>/", corrections.correct, name="evidence"),
    path("evidence/<int:pk>/undo/", corrections.undo, name="undo-correction"),
    path("actors/<words:slug>/", actor_desk.edit_actor, name="actor"),
    path("actors/<words:slug>/merge/", actor_desk.merge_actor, name="merge-actor"),
    path("actors/<words:slug>/part/", actor_desk.part_actor, name="part-actor"),
    path("topics/<words:slug>/", topic_desk.arrange, name="topic"),
    path("spellings/add/", actor_desk.add_spelling, name="add-spelling"),
    path("spellings/apart/", actor_desk.tell_apart, name="tell-apart"),
    path("spellings/take-back/", actor_desk.take_back, name="take-back-spelling"),
    path("evidence/<int:pk>/stance/", desk.change_stance, name="change-stance"),
    path("evidence/<int:pk>/retire/", desk.retire, name="retire"),
    path("evidence/<int:pk>/restore/", desk.restore, name="restore"),
    path("proposals/<int:pk>/dismiss/", proposals.dismiss, name="dismiss-proposal"),
    path("proposals/<int:pk>/take-back/", proposals.take_back, name="take-back-proposal"),
    path("findings/<int:pk>/judge/", findings.judge, name="judge-finding"),
    path("findings/<int:pk>/take-back/", findings.take_back, name="take-back-finding"),
    path("placements/", placements.queue, name="placements"),
    path("placements/<int:pk>/", placements.placement, name="placement"),
    path("placements/<int:pk>/panel/", placements.panel, name="placement-panel"),
    path("placements/<int:pk>/accept/", placements.accept, name="accept-placement"),
    path("placements/<int:pk>/move/", placements.move, name="move-placement"),
    path("placements/<int:pk>/retire/", placements.retire, name="retire-passage"),
    path("placements/<int:pk>/take-back/", placements.take_back, name="take-back-placement"),
]
import_urls = [
    path("", imports.run_list, name="list"),
    path("<int:pk>/", imports.run_detail, name="detail"),
    path("<int:pk>/confirm/", imports.confirm, name="confirm"),
    path("<int:pk>/discard/", imports.discard, name="discard"),
    path("<int:pk>/go-on/", imports.go_on, name="go-on"),
    path("<int:pk>/progress/", imports.progress, name="progress"),
    path("<int:pk>/report.jsonl", imports.report, name="report"),
    path("<int:pk>/files/<int:item>/", uploads.file_detail, name="file"),
    path("<int:pk>/files/<int:item>/encoding/", uploads.choose_encoding, name="encoding"),
    path("<int:pk>/files/<int:item>/leave-out/", uploads.leave_out, name="leave-out"),
]

urlpatterns = [
    path("", pages.home, name="home"),
    path("claims/", include((claim_urls, "claims"))),
    path("articles/", include((article_urls, "articles"))),
    path("passages/", include((passage_urls, "passages"))),
    path("actors/", include((actor_urls, "actors"))),
    path("outlets/", include((outlet_urls, "outlets"))),
    path("topics/", include((topic_urls, "topics"))),
    path("api/v1/", include((api_urls, "api"))),
    path("desk/", include((desk_urls, "desk"))),
    path("imports/", include((import_urls, "imports"))),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
