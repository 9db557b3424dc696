"""Addresses of `b2i/admission`, concept by concept. Part of `b2i.urls`."""

from django.urls import path, re_path

from b2i.admission.duplicates import views as duplicates
from b2i.admission.learner_import import views as learner_imports
from b2i.admission.registration import views as registration

LIST = "b2i/livrets/doublons/"
PAIR = f"{LIST}<int:pk>/<int:other_pk>/"
IMPORT = "b2i/livrets/importer/"
urlpatterns = [
    # Address at which a record is opened.
    path("b2i/livrets/nouveau/", registration.learner_new, name="learner_new"),
    # Records that may belong to one person, and their merges.
    path(LIST, duplicates.duplicates, name="duplicates"),
    path(f"{LIST}choisir/", duplicates.choose, name="choose_pair"),
    path(PAIR, duplicates.pair, name="pair"),
    path(f"{PAIR}distincts/", duplicates.mark_distinct, name="tell_apart"),
    path(f"{PAIR}reunir/", duplicates.merge, name="merge"),
    path("b2i/livrets/fusions/<int:pk>/annuler/", duplicates.merge_undo, name="merge_undo"),
    # Import and export of tables of learners.
    path("b2i/livrets/livrets.ods", learner_imports.group_sheet, name="group_sheet"),
    path(IMPORT, learner_imports.learner_import, name="learner_import"),
    re_path(rf"^{IMPORT}modele\.(?P<extension>ods|csv)$", learner_imports.import_model, name="import_model"),
    path(f"{IMPORT}<int:pk>/", learner_imports.import_preview, name="import_preview"),
    path(f"{IMPORT}<int:pk>/confirmer/", learner_imports.import_confirm, name="import_confirm"),
    path(f"{IMPORT}<int:pk>/oublier/", learner_imports.import_drop, name="import_drop"),
]
