"""The demo's dossier of the session signed on paper, ready for download."""

from formation.proof.dossiers.models import SessionDossier
from formation.proof.dossiers.services import ask_for_dossier, make_dossier
from formation.sessions.models.session import Session
from reseau.people.members.models.member import Member


def build_dossier(*, coordinator: Member) -> SessionDossier:
    sessions = Session.objects.filter(signed_sheets__isnull=False).distinct()
    dossier = ask_for_dossier(sessions=sessions, by=coordinator)
    make_dossier(dossier=dossier.pk)
    return dossier
