"""Editor, host, data protection officer and contacts: five settings, read by legal pages and the contact page."""

import re
from dataclasses import dataclass, fields

from django.conf import settings
from django.core.checks import Error

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Institution:
    """Each is a sentence that people read; those of people to write to contain an e-mail address."""

    editor: str = ""
    host: str = ""
    dpo: str = ""
    contact: str = ""
    accessibility_contact: str = ""


# Environment variable → attribute.
VARIABLES = {
    "EXTRANET_EDITOR": "editor",
    "EXTRANET_HOST_NAME": "host",
    "EXTRANET_DPO": "dpo",
    "EXTRANET_CONTACT": "contact",
    "EXTRANET_ACCESSIBILITY_CONTACT": "accessibility_contact",
}
WRITTEN_TO = ("dpo", "contact", "accessibility_contact")

FICTITIOUS = Institution(
    editor=(
        "Collectivité fictive de démonstration, 1 place de l’Exemple, 46000 Cahors. Direction de la publication\u00a0: "
        "la présidence de cette collectivité fictive."
    ),
    host="Hébergeur fictif de démonstration, 2 rue de l’Exemple, 46000 Cahors, 05 36 49 00 46.",
    dpo="Délégation fictive à la protection des données, donnees@example.org",
    contact="Coordination fictive de démonstration, contact@example.org, 05 36 49 00 47",
    accessibility_contact="Accessibilité, contact fictif de démonstration, accessibilite@example.org",
)


def read_institution() -> Institution:
    """Return what the settings say; in demo mode, something fictitious stands for what they do not say."""
    told = settings.INSTITUTION
    return Institution(
        **{
            field.name: told.get(field.name) or (getattr(FICTITIOUS, field.name) if settings.DEMO else "")
            for field in fields(Institution)
        }
    )


def address_in(text: str) -> str:
    """Return the e-mail address in a sentence, or nothing."""
    found = ADDRESS.search(text)
    return found[0].lower() if found else ""


# Check of `manage.py check --deploy`: the law asks each public site to name its editor, its host and its contacts.
def check_institution(app_configs, **kwargs) -> list[Error]:
    institution = read_institution()
    errors = []
    for variable, name in VARIABLES.items():
        value = getattr(institution, name)
        if not value:
            errors.append(
                Error(f"{variable} manque\u00a0: les pages légales en ont besoin.", hint=HINT, id="extranet.E001")
            )
        elif name in WRITTEN_TO and not address_in(value):
            words = f"{variable} ne contient pas d’adresse électronique à qui écrire."
            errors.append(Error(words, hint=HINT, id="extranet.E002"))
    return errors


HINT = "Ce que chaque variable doit dire\u00a0: docs/exploitation.md, «\u00a0Variables\u00a0»."
