"""Addresses of self-assessments. Part of `qualite.urls`."""

from django.urls import path

from qualite.labelling.self_assessment.views import answers, files

urlpatterns = [
    path("lieux/<slug:slug>/commencer/<slug:charter>/", files.file_open, name="file_open"),
    path("dossiers/<int:pk>/envoyer/", files.SubmitView.as_view(), name="submit"),
    path("dossiers/<int:pk>/effacer/", files.DiscardView.as_view(), name="discard"),
    path("dossiers/<int:pk>/reprendre/", files.file_take_back, name="take_back"),
    path("dossiers/<int:pk>/axes/<int:rank>/", answers.AxisView.as_view(), name="axis"),
    path("dossiers/<int:pk>/axes/<int:rank>/brouillon/", answers.axis_draft, name="axis_draft"),
    path("dossiers/<int:pk>/criteres/<int:criterion>/pieces/", answers.ProofsView.as_view(), name="proofs"),
    path("pieces/<int:pk>/retirer/", answers.proof_remove, name="proof_remove"),
    path("pieces/<int:pk>/<str:name>", answers.proof_file, name="proof_file"),
]
