"""Addresses of `b2i/privacy`, concept by concept. Part of `b2i.urls`."""

from django.urls import path

from b2i.privacy.retention import management
from b2i.privacy.retention import views as retention
from b2i.privacy.rights.views import data_export, learner_rights, my_rights

MINE, ONE = "b2i/mon-livret/", "b2i/livrets/<int:pk>/"
LISTS = "b2i/eliminations/"
LIST = f"{LISTS}<int:pk>/"
urlpatterns = [
    # Rights of a learner on their data.
    path("b2i/livret.schema.json", data_export.schema_json, name="export_schema"),
    path(f"{MINE}mes-donnees/", my_rights.my_data, name="my_data"),
    path(f"{MINE}donnees.json", data_export.my_json, name="my_json"),
    path(f"{MINE}donnees.pdf", data_export.my_pdf, name="my_pdf"),
    path(f"{MINE}retrait.pdf", data_export.my_withdrawal_pdf, name="my_withdrawal_pdf"),
    path(f"{ONE}retrait.pdf", data_export.withdrawal_pdf, name="withdrawal_pdf"),
    path(f"{MINE}contester/", my_rights.contest, name="contest"),
    path(f"{MINE}contester/<int:evidence_pk>/", my_rights.contest, name="contest_line"),
    path(f"{MINE}mettre-de-cote/", my_rights.put_my_record_aside, name="put_my_record_aside"),
    path(f"{MINE}rouvrir/", my_rights.reopen_my_record, name="take_my_record_up"),
    path("b2i/livrets/mis-de-cote/", learner_rights.put_aside_list, name="put_aside_list"),
    path(f"{ONE}droits/", learner_rights.learner_rights, name="learner_rights"),
    path(f"{ONE}droits/<int:contest_pk>/repondre/", learner_rights.contest_answer, name="contest_answer"),
    path(f"{ONE}identite/", learner_rights.learner_edit, name="learner_edit"),
    path(f"{ONE}donnees.json", data_export.learner_json, name="learner_json"),
    path(f"{ONE}donnees.pdf", data_export.learner_pdf, name="learner_pdf"),
    path(f"{ONE}mettre-de-cote/", learner_rights.put_aside, name="put_aside"),
    path(f"{ONE}rouvrir/", learner_rights.reopen_record, name="take_up_again"),
    path(f"{ONE}effacer/", learner_rights.learner_erase, name="learner_erase"),
    # What keeps the records in order.
    path("b2i/livrets/gerer/", management.management, name="management"),
    # Dormant records and elimination lists.
    path("b2i/livrets/sans-nouvelles/", retention.dormant, name="dormant"),
    path("b2i/livrets/<int:pk>/nouvelles/", retention.contact, name="contact"),
    path(LISTS, retention.eliminations, name="eliminations"),
    path(f"{LISTS}preparer/", retention.elimination_prepare, name="elimination_prepare"),
    path(LIST, retention.elimination, name="elimination"),
    path(f"{LIST}bordereau.csv", retention.elimination_csv_file, name="elimination_csv"),
    path(f"{LIST}bordereau.pdf", retention.elimination_pdf, name="elimination_pdf"),
    path(f"{LIST}certificat.pdf", retention.elimination_certificate, name="elimination_certificate"),
    path(f"{LIST}visa/", retention.elimination_visa, name="elimination_visa"),
    path(f"{LIST}supprimer/", retention.elimination_carry_out, name="elimination_carry_out"),
    path(f"{LIST}abandonner/", retention.elimination_drop, name="elimination_drop"),
]
