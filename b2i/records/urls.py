"""Addresses of `b2i/records`, concept by concept. Part of `b2i.urls`."""

from django.urls import path

from b2i.records.evidence import views as evidence
from b2i.records.grids import views as grids
from b2i.records.progress.views import my_record, records
from b2i.records.validation.views import accreditations, proposals, validations

LIST, MINE = "b2i/livrets/", "b2i/mon-livret/"
ONE = f"{LIST}<int:pk>/"
WAITING, ACCREDITATIONS = "b2i/a-valider/", "b2i/habilitations/"
LEARNER = f"{WAITING}livrets/<int:pk>/"
urlpatterns = [
    # Records: lists, pages, booklets, records in another framework.
    path(LIST, records.records, name="records"),
    path(f"{LIST}nombres/", records.counts, name="record_counts"),
    path(ONE, records.record, name="record"),
    path(f"{ONE}livret.pdf", records.booklet, name="booklet"),
    path(f"{ONE}referentiels/", records.record_elsewhere, name="record_elsewhere"),
    path(f"{ONE}referentiels/<slug:slug>/", records.record_elsewhere, name="record_elsewhere"),
    path(MINE, my_record.my_record, name="my_record"),
    path(f"{MINE}parties/<str:code>/", my_record.MyDomainView.as_view(), name="my_domain"),
    path(f"{MINE}livret.pdf", my_record.my_booklet, name="my_booklet"),
    path(f"{MINE}referentiels/", my_record.my_record_elsewhere, name="my_record_elsewhere"),
    path(f"{MINE}referentiels/<slug:slug>/", my_record.my_record_elsewhere, name="my_record_elsewhere"),
    # Evidence of a skill and its files.
    path("b2i/livrets/<int:pk>/competences/<int:skill_pk>/", evidence.EvidenceView.as_view(), name="evidence_add"),
    path("b2i/preuves/<int:pk>/retirer/", evidence.evidence_retract, name="evidence_retract"),
    path("b2i/preuves/<int:pk>/texte/", evidence.TranscriptView.as_view(), name="transcript"),
    path("b2i/preuves/<int:pk>/petite", evidence.evidence_small, name="evidence_small"),
    path("b2i/preuves/<int:pk>/<str:name>", evidence.evidence_file, name="evidence_file"),
    # Group sessions and their grids.
    path("b2i/grille/", grids.GroupSessionsView.as_view(), name="group_sessions"),
    path("b2i/grille/nouvelle/", grids.GroupSessionNewView.as_view(), name="group_session_new"),
    path("b2i/grille/<int:pk>/", grids.GridView.as_view(), name="grid"),
    path("b2i/grille/<int:pk>/<int:part>/", grids.GridView.as_view(), name="grid_part"),
    path("b2i/grille/<int:pk>/modifier/", grids.GroupSessionEditView.as_view(), name="group_session_edit"),
    path("b2i/grille/<int:pk>/entrees/", grids.grid_entries, name="grid_entries"),
    # Proposals, decisions and accreditations.
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
