"""Addresses of proposals, decisions and accreditations. Part of `b2i.urls`."""

from django.urls import path

from b2i.records.validation.views import accreditations, proposals, validations

WAITING, ACCREDITATIONS = "b2i/a-valider/", "b2i/habilitations/"
LEARNER = f"{WAITING}livrets/<int:pk>/"

urlpatterns = [
    path(
        "b2i/livrets/<int:pk>/competences/<int:skill_pk>/proposer/",
        proposals.ProposeSkillsView.as_view(),
        name="propose",
    ),
    path("b2i/livrets/<int:pk>/proposer/", proposals.ProposeSkillsView.as_view(), name="propose_all"),
    path(WAITING, validations.ToValidateView.as_view(), name="to_validate"),
    path(f"{WAITING}<int:pk>/", validations.proposal, name="proposal"),
    path(f"{WAITING}<int:pk>/valider/", validations.proposal_validate, name="proposal_validate"),
    path(f"{WAITING}<int:pk>/renvoyer/", validations.proposal_return, name="proposal_return"),
    path(f"{WAITING}<int:pk>/retirer/", proposals.proposal_take_back, name="proposal_take_back"),
    path(f"{WAITING}<int:pk>/signer/", validations.proposal_countersign, name="proposal_countersign"),
    path(LEARNER, validations.learner_proposals, name="learner_proposals"),
    path(f"{LEARNER}valider/", validations.learner_proposals_validate, name="learner_proposals_validate"),
    path(ACCREDITATIONS, accreditations.AccreditationsView.as_view(), name="accreditations"),
    path(f"{ACCREDITATIONS}centre/", accreditations.AccreditationNewView.as_view(), name="accreditation_new"),
    path(
        f"{ACCREDITATIONS}personne/",
        accreditations.PersonAccreditationNewView.as_view(),
        name="person_accreditation_new",
    ),
    path(f"{ACCREDITATIONS}<int:pk>/fin/", accreditations.AccreditationEndView.as_view(), name="accreditation_end"),
]
