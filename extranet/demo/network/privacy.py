"""The log of breaches and the impact assessment of the demo: all of it is fictitious."""

from datetime import timedelta

from django.utils import timezone

from extranet.public.breaches.services import note_breach
from extranet.public.impact_assessment.enums import FearedEvent
from extranet.public.impact_assessment.services import starting_text, write_assessment
from reseau.people.members.models.member import Member

OFFICER = "Camille Exemple, personne déléguée à la protection des données (fictive)"
TEXTS = ("description", "necessity", "rights", "remaining")
RISK = ("impacts", "causes", "measures", "gravity", "likelihood")


def build_privacy(*, coordinator: Member) -> None:
    """Build a breach that the authority knows, one that still has to be told, and an assessment reviewed once."""
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    known = now - timedelta(days=60)
    lost_key = {
        "happened": "Entre deux ateliers, la semaine d’avant",
        "known": known,
        "facts": "Exemple fictif. Une clé USB avec une feuille de présence a été perdue dans un lieu.",
        "data": "Noms et signatures",
        "people": None,
        "consequences": "Une autre personne peut savoir qui est venu à un atelier.",
        "measures": "La clé a été cherchée. Les feuilles ne sont plus copiées sur une clé.",
        "authority_told": known + timedelta(hours=20),
        "authority_reason": "",
        "people_told": None,
    }
    first = note_breach(facts=lost_key, by=coordinator)
    told = {"people": 9, "people_told": timezone.localdate(known + timedelta(days=2))}
    note_breach(facts=lost_key | told, by=coordinator, breach=first.breach)
    wrong_address = {
        "happened": "Hier matin",
        "known": now - timedelta(days=1),
        "facts": "Exemple fictif. Une liste d’inscrits est partie par courriel à une mauvaise adresse.",
        "data": "Noms, adresses de courriel",
        "people": 12,
        "consequences": "Des courriels que personne n’a demandés.",
        "measures": "La personne qui l’a reçue l’a supprimée et l’a écrit.",
    }
    note_breach(facts=wrong_address, by=coordinator)
    written = starting_text()
    write_assessment(
        texts={name: getattr(written.assessment, name) for name in TEXTS}
        | {"officer_opinion": "", "reviewed_on": timezone.localdate(), "reviewed_by": OFFICER},
        risks={FearedEvent(risk.event): {name: getattr(risk, name) for name in RISK} for risk in written.risks},
        by=coordinator,
    )
