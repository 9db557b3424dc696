"""Addresses of the rights of a learner and of how long her record is kept. Part of `b2i.urls`."""

from django.urls import path

from b2i.retention.views import dormancy, eliminations
from b2i.rights.views import learner_rights, my_rights

MINE, ONE, LIST = "b2i/mon-livret/", "b2i/livrets/<int:pk>/", "b2i/eliminations/<int:pk>/"

urlpatterns = [
    path(f"{MINE}mes-donnees/", my_rights.my_data, name="my_data"),
    path(f"{MINE}donnees.json", my_rights.my_json, name="my_json"),
    path(f"{MINE}donnees.pdf", my_rights.my_pdf, name="my_pdf"),
    path(f"{MINE}contester/", my_rights.contest, name="contest"),
    path(f"{MINE}contester/<int:evidence_pk>/", my_rights.contest, name="contest_line"),
    path(f"{MINE}mettre-de-cote/", my_rights.put_my_record_aside, name="put_my_record_aside"),
    path(f"{MINE}rouvrir/", my_rights.take_my_record_up, name="take_my_record_up"),
    path("b2i/livrets/mis-de-cote/", learner_rights.put_aside_list, name="put_aside_list"),
    path(f"{ONE}droits/", learner_rights.learner_rights, name="learner_rights"),
    path(f"{ONE}droits/<int:contest_pk>/repondre/", learner_rights.contest_answer, name="contest_answer"),
    path(f"{ONE}identite/", learner_rights.learner_edit, name="learner_edit"),
    path(f"{ONE}donnees.json", learner_rights.learner_json, name="learner_json"),
    path(f"{ONE}donnees.pdf", learner_rights.learner_pdf, name="learner_pdf"),
    path(f"{ONE}mettre-de-cote/", learner_rights.put_aside, name="put_aside"),
    path(f"{ONE}rouvrir/", learner_rights.take_up_again, name="take_up_again"),
    path(f"{ONE}effacer/", learner_rights.learner_erase, name="learner_erase"),
    path("b2i/livrets/sans-nouvelles/", dormancy.dormant, name="dormant"),
    path(f"{ONE}nouvelles/", dormancy.contact, name="contact"),
    path("b2i/eliminations/", eliminations.eliminations, name="eliminations"),
    path("b2i/eliminations/preparer/", eliminations.elimination_prepare, name="elimination_prepare"),
    path(LIST, eliminations.elimination, name="elimination"),
    path(f"{LIST}bordereau.csv", eliminations.elimination_csv_file, name="elimination_csv"),
    path(f"{LIST}bordereau.pdf", eliminations.elimination_pdf, name="elimination_pdf"),
    path(f"{LIST}visa/", eliminations.elimination_visa, name="elimination_visa"),
    path(f"{LIST}supprimer/", eliminations.elimination_carry_out, name="elimination_carry_out"),
    path(f"{LIST}abandonner/", eliminations.elimination_drop, name="elimination_drop"),
]
