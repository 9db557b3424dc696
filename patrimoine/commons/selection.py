"""Which photos and sounds may go to Wikimedia Commons, and why the others stay. Published places alone have some."""

from django.db.models import QuerySet
from django.http import Http404

from patrimoine.commons.file_names import extension_of
from patrimoine.commons.wikitext import LICENCE_TEMPLATES, original_page
from patrimoine.sites.enums import HeritageState
from patrimoine.sites.permissions import allowed_place, may_withdraw
from patrimoine.works.enums import ReuseElsewhere, WorkOrigin
from patrimoine.works.models import HeritageWork
from reseau.permissions import is_coordinator, watches_any_territory
from ressources.sheets.enums import Licence

REFUSED_FORMATS = ("m4a",)
TERRITORY = "territoire"


def works_of_scope(user, *, slug: str = "", of: str = "") -> QuerySet[HeritageWork]:
    """Return the works of one place, of the territories that `user` watches, or of the places that they wrote.

    Raises Http404 for what `user` does not keep.
    """
    works = HeritageWork.objects.filter(place__state=HeritageState.PUBLISHED)
    if slug:
        works = works.filter(place=allowed_place(user, slug, may_withdraw))
    elif of == TERRITORY:
        if not watches_any_territory(user):
            raise Http404
        if not is_coordinator(user):
            works = works.filter(place__commune__territory__in=user.watched_territory_ids)
    else:
        works = works.filter(place__author=user)
    works = works.select_related("place__commune", "place__epm", "agreement")
    return works.order_by("place__search_name", "place", "rank", "pk")


def why_it_stays(work: HeritageWork) -> str:
    """Return why a work may not leave for Commons; empty if it may."""
    reasons = (
        (work.licence == Licence.RESERVED, "Tous droits réservés\u00a0: son auteur ne la laisse pas reprendre."),
        (work.licence not in LICENCE_TEMPLATES, "Commons prend ici CC0, CC BY et CC BY-SA, pas sa licence."),
        (work.elsewhere == ReuseElsewhere.UNKNOWN, "Il n’est pas dit si elle peut être reprise ailleurs."),
        (
            work.agreement is not None and not work.agreement.goes_elsewhere,
            "Son auteur n’a signé que pour ce site.",
        ),
        (work.elsewhere == ReuseElsewhere.PEOPLE, "Les personnes ne sont d’accord que pour ce site."),
        (work.elsewhere == ReuseElsewhere.PROTECTED, "On y voit ou entend une œuvre récente encore protégée."),
        (
            work.origin == WorkOrigin.OLD,
            "Domaine public\u00a0: Commons demande l’année de la mort de l’auteur. Envoyez-la à la main.",
        ),
        (
            work.origin == WorkOrigin.FREE and not original_page(work),
            "L’adresse de sa page d’origine n’est pas notée.",
        ),
        (extension_of(work) in REFUSED_FORMATS, "Commons ne prend pas le M4A\u00a0: choisissez l’Ogg ou le WAV."),
    )
    return next((reason for holds, reason in reasons if holds), "")
