"""Addresses of writing: forms of sheets, texts kept while typing, previews."""

from django.urls import path

from ressources.authoring.writing.views import autosave, deletion, my_sheets, union, writing

urlpatterns = [
    path("proposer/", writing.NewSheetView.as_view(), name="propose"),
    path("proposer/<str:kind>/", writing.NewSheetView.as_view(), name="propose_kind"),
    path("mes-fiches/", my_sheets.MySheetsView.as_view(), name="mine"),
    path("fiches/garder/", autosave.keep, name="keep"),
    path("fiches/jeton/", autosave.token, name="token"),
    path("fiches/commencees/<int:pk>/apercu/", my_sheets.KeptPreviewView.as_view(), name="kept_preview"),
    path("fiches/commencees/<int:pk>/effacer/", my_sheets.discard, name="discard"),
    path("fiches/<int:pk>/modifier/", writing.EditView.as_view(), name="edit"),
    path("fiches/<int:pk>/reunir/<int:text>/", union.UnionView.as_view(), name="unite"),
    path("fiches/<int:pk>/apercu/", writing.PreviewView.as_view(), name="preview"),
    path("fiches/<int:pk>/supprimer/", deletion.DeleteDraftView.as_view(), name="delete"),
    path("fiches/<int:pk>/envoyer/", writing.submit, name="submit"),
]
