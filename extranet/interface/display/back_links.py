"""The link back of a page: to the list from which the person came, with its words and filters, else to its parent."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve

# Lists from which one opens things, by the name of their view.
LISTS = {
    "home": "Accueil",
    "search:results": "Résultats de la recherche",
    "alertes:list": "Mes alertes",
    "formation:catalogue": "Toutes les formations",
    "formation:plan": "Plan de l’année",
    "formation:plan_now": "Plan de l’année",
    "formation:mine": "Mes formations",
    "ressources:library": "Bibliothèque",
    "ressources:favourites": "Mes favoris et collections",
    "ressources:mine": "Mes fiches",
    "ressources:review_queue": "Fiches à relire",
    "reseau:agenda": "Agenda",
    "reseau:directory": "Lieux",
    "reseau:members": "Membres du réseau",
    "b2i:records": "Livrets",
    "b2i:to_validate": "Compétences à valider",
}


@dataclass(frozen=True, slots=True)
class BackLink:
    url: str
    label: str


def back_link(request: HttpRequest | None, url: str, label: str) -> BackLink:
    """Return the list from which the person has just come, else the parent of the page, `url` called `label`.

    Visitors get the parent: one copy of a public page serves them all.
    """
    parent = BackLink(url, label)
    if request is None or not request.user.is_authenticated:
        return parent
    source = urlsplit(request.headers.get("referer", ""))
    if source.netloc != request.get_host() or source.path == request.path:
        return parent
    address = f"{source.path}?{source.query}" if source.query else source.path
    if source.path == urlsplit(url).path:
        return BackLink(address, label)
    try:
        name = resolve(source.path).view_name
    except Resolver404:
        return parent
    return BackLink(address, LISTS[name]) if name in LISTS else parent
