"""Addresses of `qualite/labelling`, concept by concept. Part of `qualite.urls`."""

from django.urls import path

from qualite.labelling.action_plan import views as action_plan
from qualite.labelling.charter import views as charter
from qualite.labelling.decisions import views as decisions
from qualite.labelling.follow_up import views as follow_up
from qualite.labelling.labels import views as labels
from qualite.labelling.self_assessment.views import answers, files
from qualite.labelling.visits import views as visits

urlpatterns = [
    # Follow-up of the charter.
    path("", follow_up.CharterFilesView.as_view(), name="files"),
    path("lieux/<slug:slug>/", follow_up.PlaceView.as_view(), name="place"),
    path("dossiers/<int:pk>/", follow_up.FileView.as_view(), name="file"),
    # Papers of the charter.
    path("labels/", labels.LabelledPlacesView.as_view(), name="labelled_places"),
    path("labels/<int:pk>/label.pdf", labels.label_pdf, name="label_pdf"),
    path("labels/<int:pk>/retirer/", labels.LabelWithdrawalView.as_view(), name="label_withdraw"),
    path("dossiers/<int:pk>/dossier.pdf", labels.file_pdf, name="file_pdf"),
    # Action plans.
    path("dossiers/<int:pk>/plan/", action_plan.ActionNewView.as_view(), name="action_add"),
    path("dossiers/<int:pk>/criteres/<int:criterion>/plan/", action_plan.ActionNewView.as_view(), name="action_new"),
    path("actions/<int:pk>/", action_plan.ActionEditView.as_view(), name="action"),
    # Decisions.
    path("dossiers/<int:pk>/decision/", decisions.FileDecisionView.as_view(), name="decision"),
    # Visits.
    path("dossiers/<int:pk>/visite/", visits.VisitView.as_view(), name="visit"),
    path("dossiers/<int:pk>/visite/annuler/", visits.visit_cancel, name="visit_cancel"),
    path("dossiers/<int:pk>/observations/", visits.ObservationsView.as_view(), name="observations"),
    # Self-assessments.
    path("lieux/<slug:slug>/commencer/<slug:charter>/", files.file_open, name="file_open"),
    path("dossiers/<int:pk>/envoyer/", files.SubmitView.as_view(), name="submit"),
    path("dossiers/<int:pk>/effacer/", files.DiscardView.as_view(), name="discard"),
    path("dossiers/<int:pk>/reprendre/", files.file_take_back, name="take_back"),
    path("dossiers/<int:pk>/axes/<int:rank>/", answers.AxisView.as_view(), name="axis"),
    path("dossiers/<int:pk>/axes/<int:rank>/brouillon/", answers.axis_draft, name="axis_draft"),
    path("dossiers/<int:pk>/criteres/<int:criterion>/pieces/", answers.ProofsView.as_view(), name="proofs"),
    path("pieces/<int:pk>/retirer/", answers.proof_remove, name="proof_remove"),
    path("pieces/<int:pk>/<str:name>", answers.proof_file, name="proof_file"),
    # Charters: their text, public, and their versions, for the coordination.
    path("charte/", charter.ChartersView.as_view(), name="charters"),
    path("charte/<slug:slug>/", charter.CharterView.as_view(), name="charter"),
    path("charte/<slug:slug>/<int:version>/", charter.CharterView.as_view(), name="charter_version"),
    path("charte/<slug:slug>/<int:version>/suivante/", charter.charter_next_version, name="charter_next"),
    path("charte/<slug:slug>/<int:version>/mettre-en-vigueur/", charter.charter_put_in_force, name="charter_in_force"),
]
