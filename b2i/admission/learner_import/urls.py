"""Addresses of the import and export of tables of learners. Part of `b2i.urls`."""

from django.urls import path, re_path

from b2i.admission.learner_import import views as learner_imports

IMPORT = "b2i/livrets/importer/"

urlpatterns = [
    path("b2i/livrets/livrets.ods", learner_imports.group_sheet, name="group_sheet"),
    path(IMPORT, learner_imports.learner_import, name="learner_import"),
    re_path(rf"^{IMPORT}modele\.(?P<extension>ods|csv)$", learner_imports.import_model, name="import_model"),
    path(f"{IMPORT}<int:pk>/", learner_imports.import_preview, name="import_preview"),
    path(f"{IMPORT}<int:pk>/confirmer/", learner_imports.import_confirm, name="import_confirm"),
    path(f"{IMPORT}<int:pk>/oublier/", learner_imports.import_drop, name="import_drop"),
]
