"""A version of the B2i Adultes to adopt, invented for the demonstration: the State has published none."""

import json
from typing import Any

from b2i.frameworks.enums import MatchDegree
from b2i.frameworks.models.framework import Framework
from b2i.outcomes.adoption.models import ProposedVersion
from b2i.outcomes.adoption.services import propose_version
from b2i.outcomes.adoption.version_file import NO_EQUIVALENT
from b2i.outcomes.adoption.version_template import version_template
from reseau.people.members.models.member import Member

FICTITIOUS = "Texte inventé pour la démonstration\u00a0: l’État n’a publié aucune nouvelle version du B2i Adultes."
REWORDED = {
    "D1.4": "Se connecter à différents réseaux et s’y identifier, avec un second facteur quand il existe",
    "D4.3": "Évaluer la qualité et la pertinence de l’information, reconnaître un contenu fabriqué",
}
SPLIT = {
    "D2.3": "Protéger les informations concernant sa personne et ses données",
    "D2.5": "Construire son identité numérique et la faire vivre",
}
ADDED = "Se servir d’un assistant conversationnel en sachant ce qu’il fait de ce qu’on lui dit"
# Some words, then sentences, for the skills that the framework in use does not have.
IN_PLAIN_WORDS = {
    "D2.5": (
        "Savoir ce que l’on trouve sur soi",
        ["Je sais chercher mon nom sur Internet.", "Je sais faire retirer ce qui me gêne."],
    ),
    "D2.6": (
        "Parler à un assistant sans tout lui dire",
        ["Je sais poser une question à un assistant.", "Je sais ce que je ne dois pas lui dire."],
    ),
}


def fictitious_version(framework: Framework) -> dict[str, Any]:
    """Return the file: two skills reworded, one split in two, two merged, one without equivalent, one added."""
    tree = version_template(framework) | {
        "identifiant": "b2i-adultes-fictif",
        "titre": "B2i Adultes, version fictive",
        "version": "fictive, pour la démonstration",
        "source": FICTITIOUS,
        "avertissement": "Les changements ne sont là que pour montrer comment une version se relit et s’adopte.",
        "origine_correspondances": "Comparaison inventée pour la démonstration.",
    }
    skills = {skill["code"]: skill for domain in tree["domaines"] for skill in domain["competences"]}
    for code, wording in (REWORDED | SPLIT).items():
        if code in skills:
            skills[code] |= {"libelle_affichage": wording, "libelle_officiel": wording}
    citizen, search = tree["domaines"][1]["competences"], tree["domaines"][3]["competences"]
    citizen += [_skill("D2.5", SPLIT["D2.5"], *IN_PLAIN_WORDS["D2.5"]), _skill("D2.6", ADDED, *IN_PLAIN_WORDS["D2.6"])]
    search[:] = [skill for skill in search if skill["code"] not in ("D4.2", "D4.4")]
    for domain in tree["domaines"]:
        domain["seuil_validation"] = {"part": 0.7}
    tree["correspondances"] |= {
        "D2.3": {"D2.3": MatchDegree.PART.value, "D2.5": MatchDegree.PART.value},
        "D4.1": {"D4.1": MatchDegree.BROADER.value},
        "D4.2": {"D4.1": MatchDegree.BROADER.value},
        "D4.4": NO_EQUIVALENT,
    }
    return tree


def _skill(code: str, wording: str, short_name: str, can_dos: list[str]) -> dict[str, Any]:
    return {"code": code, "libelle_affichage": wording, "quelques_mots": short_name, "phrases": can_dos}


def build_new_version(*, coordinator: Member) -> ProposedVersion:
    """Bring the version; nobody has adopted it yet."""
    tree = fictitious_version(Framework.objects.record_base())
    content = json.dumps(tree, ensure_ascii=False, indent=1).encode()
    return propose_version(content=content, file_name="b2i-adultes-fictif.json", by=coordinator)
