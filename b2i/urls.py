"""Addresses of skills: public frameworks, records for animators, one's own record, login by card."""

from django.urls import path

from b2i.views import card_login, cards, frameworks, my_record, records

app_name = "b2i"
urlpatterns = [
    path("carte/", card_login.card_login, name="card_login"),
    path("b2i/", frameworks.FrameworksView.as_view(), name="index"),
    path("b2i/referentiels/<slug:slug>/", frameworks.FrameworkView.as_view(), name="framework"),
    path("b2i/livrets/", records.records, name="records"),
    path("b2i/livrets/nombres/", records.counts, name="record_counts"),
    path("b2i/livrets/nouveau/", records.learner_new, name="learner_new"),
    path("b2i/livrets/<int:pk>/", records.record, name="record"),
    path("b2i/livrets/<int:pk>/competences/<int:skill_pk>/", records.evidence_add, name="evidence_add"),
    path("b2i/livrets/<int:pk>/carte/", cards.card, name="card"),
    path("b2i/livrets/<int:pk>/carte/carte.pdf", cards.card_pdf, name="card_pdf"),
    path("b2i/livrets/<int:pk>/carte/nouveau-code/", cards.secret_reset, name="secret_reset"),
    path("b2i/livrets/<int:pk>/carte/remise/", cards.card_given, name="card_given"),
    path("b2i/mon-livret/", my_record.my_record, name="my_record"),
    path("b2i/mon-livret/<int:domain_pk>/", my_record.position, name="position"),
]
