"""Addresses of skills: public frameworks, records for animators, one's own record, login by card."""

from django.urls import path

from b2i.evidence import urls as evidence_urls
from b2i.frameworks import views as frameworks
from b2i.jury import urls as jury_urls
from b2i.learner_import import urls as table_urls
from b2i.learners import urls as following_urls
from b2i.learners.views import card_login, cards
from b2i.progress import urls as framework_urls
from b2i.progress.views import my_record, records
from b2i.rights import urls as rights_urls
from b2i.validation.views import accreditations, proposals, validations

app_name = "b2i"
urlpatterns = [
    path("carte/", card_login.card_login, name="card_login"),
    path("b2i/", frameworks.FrameworksView.as_view(), name="index"),
    path("b2i/referentiels/<slug:slug>/", frameworks.FrameworkView.as_view(), name="framework"),
    path("b2i/livrets/", records.records, name="records"),
    path("b2i/livrets/nombres/", records.counts, name="record_counts"),
    path("b2i/livrets/<int:pk>/", records.record, name="record"),
    path("b2i/livrets/<int:pk>/carte/", cards.card, name="card"),
    path("b2i/livrets/<int:pk>/carte/carte.pdf", cards.card_pdf, name="card_pdf"),
    path("b2i/livrets/<int:pk>/carte/nouveau-code/", cards.secret_reset, name="secret_reset"),
    path("b2i/livrets/<int:pk>/carte/remise/", cards.card_given, name="card_given"),
    path("b2i/livrets/<int:pk>/competences/<int:skill_pk>/proposer/", proposals.ProposeView.as_view(), name="propose"),
    path("b2i/a-valider/", validations.ToValidateView.as_view(), name="to_validate"),
    path("b2i/a-valider/<int:pk>/", validations.proposal, name="proposal"),
    path("b2i/a-valider/<int:pk>/valider/", validations.proposal_validate, name="proposal_validate"),
    path("b2i/a-valider/<int:pk>/renvoyer/", validations.proposal_return, name="proposal_return"),
    path("b2i/a-valider/<int:pk>/retirer/", proposals.proposal_take_back, name="proposal_take_back"),
    path("b2i/a-valider/<int:pk>/signer/", validations.proposal_countersign, name="proposal_countersign"),
    path("b2i/a-valider/livrets/<int:pk>/", validations.learner_proposals, name="learner_proposals"),
    path(
        "b2i/a-valider/livrets/<int:pk>/valider/",
        validations.learner_proposals_validate,
        name="learner_proposals_validate",
    ),
    path("b2i/habilitations/", accreditations.AccreditationsView.as_view(), name="accreditations"),
    path("b2i/habilitations/centre/", accreditations.AccreditationNewView.as_view(), name="accreditation_new"),
    path(
        "b2i/habilitations/personne/",
        accreditations.PersonAccreditationNewView.as_view(),
        name="person_accreditation_new",
    ),
    path("b2i/habilitations/<int:pk>/fin/", accreditations.AccreditationEndView.as_view(), name="accreditation_end"),
    path("b2i/mon-livret/", my_record.my_record, name="my_record"),
    path("b2i/mon-livret/<int:domain_pk>/", my_record.position, name="position"),
    *following_urls.urlpatterns,
    *rights_urls.urlpatterns,
    *table_urls.urlpatterns,
    *evidence_urls.urlpatterns,
    *framework_urls.urlpatterns,
    *jury_urls.urlpatterns,
]
