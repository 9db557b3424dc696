"""Check of `manage.py check --deploy`: the law asks each public site to name its editor, its host and its contacts."""

from django.core.checks import Error

from extranet.public.institution.identity import VARIABLES, WRITTEN_TO, address_in, read_institution


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
