"""The page of a file on Wikimedia Commons, in wikitext. What people typed is text there, never markup.

The position is that of the place, not of whoever took the photo, hence « Object location ».
"""

import re
import unicodedata
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone

from patrimoine.sites.models import WEB_ADDRESS, HeritagePlace
from patrimoine.works.enums import WorkOrigin
from patrimoine.works.models import HeritageWork
from ressources.sheets.enums import Licence

LICENCE_TEMPLATES = {Licence.CC0: "cc-zero", Licence.BY: "cc-by-4.0", Licence.BY_SA: "cc-by-sa-4.0"}
# Markup, wherever it stands: templates, links, tags, entities, signatures, arguments, bold, magic words.
MARKUP = re.compile(r"[&<>{}\[\]|~=]|'(?=')|(?<=')'|_(?=_)|(?<=_)_")
# Lists, indents, rules and tables begin a line.
FIRST_OF_LINE = re.compile(r"^[*#:;!-]")
BREAK = "<br>\n"


def file_page(work: HeritageWork) -> str:
    """Return the wikitext of a work whose place, commune and EPM are joined."""
    place = work.place
    description = f"{place.name}, {place.commune.name}.\n{work.description}"
    lines = (
        "== {{int:filedesc}} ==",
        "{{Information",
        f"|description={{{{fr|1={typed(description)}}}}}",
        f"|date={{{{other date|before|{timezone.localdate(work.added).isoformat()}}}}}",
        f"|source={typed(_source(work))}",
        f"|author={typed(work.maker)}",
        f"|permission={typed(_permission(work))}",
        "|other versions=",
        "}}",
        f"{{{{Object location|{place.latitude:.5f}|{place.longitude:.5f}}}}}",
        "",
        "== {{int:license-header}} ==",
        f"{{{{{LICENCE_TEMPLATES[Licence(work.licence)]}}}}}",
        "",
        f"[[Category:{place.commune.name}]]",
    )
    return "\n".join(lines) + "\n"


def typed(words: str) -> str:
    """Return what somebody typed as text of a wiki page: its lines are kept, its markup is shown and does nothing."""
    lines = (" ".join(_without_controls(line).split()) for line in words.splitlines())
    return BREAK.join(_first_sign(MARKUP.sub(_reference, line)) for line in lines if line)


def original_page(work: HeritageWork) -> str:
    """Return where a work that is free elsewhere was found; empty if nobody noted it."""
    address = WEB_ADDRESS.search(work.proof)
    return address[0].rstrip(".,;)") if address else ""


def _source(work: HeritageWork) -> str:
    page = urljoin(settings.ORIGIN, work.place.get_absolute_url())
    if work.origin == WorkOrigin.FREE:
        return f"{original_page(work)}, montré sur {page}"
    verb = "Fait par" if work.origin == WorkOrigin.OWN else "Confié par son auteur à"
    return f"{verb} {_teller(work.place)}, {page}"


def _permission(work: HeritageWork) -> str:
    if work.origin in (WorkOrigin.LEARNER, WorkOrigin.INHABITANT):
        return f"{_teller(work.place)} a noté l’accord de l’auteur."
    return ""


def _teller(place: HeritagePlace) -> str:
    return place.epm.name if place.epm else settings.ORGANISATION


def _without_controls(line: str) -> str:
    return "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in line)


def _reference(found: re.Match) -> str:
    return f"&#{ord(found[0])};"


def _first_sign(line: str) -> str:
    return FIRST_OF_LINE.sub(_reference, line)
