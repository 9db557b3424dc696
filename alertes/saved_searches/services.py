"""Follow a search: save it with what it finds today, then notify its owner of what it finds later."""

import logging
from collections.abc import Iterable, Iterator, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from alertes.enums import Matter
from alertes.notices.models import Notice
from alertes.notices.services import notify
from alertes.saved_searches.models import SavedSearch, ordered, signature_of
from alertes.saved_searches.wording import name_of
from reseau.members.models.member import Member
from search.engines.base import EngineUnavailableError
from search.language.search_question import parse_question
from search.results.search_facets import Filters
from search.results.searcher import Searcher
from search.sources.documents import Document
from search.sources.registry import find_source

logger = logging.getLogger(__name__)

MAX_SAVED = 30
MAX_MATCHES = 2_000
# Ids kept for each search; beyond that, results no longer found are forgotten.
MAX_KNOWN = 2 * MAX_MATCHES
SHOWN_TITLES, TITLE_LENGTH = 3, 50
URL_LENGTH = Notice._meta.get_field("url").max_length

NOTHING_ASKED = "Écrivez au moins un mot avant de suivre une recherche."
TOO_MANY_SAVED = f"Vous suivez déjà {MAX_SAVED} recherches. Cessez d’en suivre une pour en ajouter une autre."
TOO_BROAD = (
    "Cette recherche donne plus de 2\u202f000 résultats\u00a0: "
    "ajoutez un mot ou choisissez un filtre avant de la suivre."
)


def follow_search(*, member: Member, text: str, filters: Filters) -> SavedSearch:
    """Save a search for `member`, who will be notified of what it does not find today.

    Raises `ValidationError` if the search is empty, finds too much or is followed already, or if the member follows
    too many. While the engine is unavailable, the first check notes what the search finds.
    """
    if not parse_question(text).included:
        raise ValidationError(NOTHING_ASKED, code="nothing_asked")
    saved = SavedSearch.build(member=member, text=text, filters=filters)
    try:
        found = _found(saved, Searcher(member))
    except EngineUnavailableError:
        logger.warning("the engine can't answer: what a new saved search finds will be noted by the first check")
    else:
        if found is None:
            raise ValidationError(TOO_BROAD, code="too_broad")
        saved.known = sorted(found)
    with transaction.atomic():
        Member.objects.select_for_update().get(pk=member.pk)  # two simultaneous requests cannot exceed the limit
        saved.full_clean()
        if member.saved_searches.count() >= MAX_SAVED:
            raise ValidationError(TOO_MANY_SAVED, code="too_many_saved")
        saved.save()
    return saved


@transaction.atomic
def unfollow_search(*, saved: SavedSearch) -> None:
    """Delete a saved search; its notices stay."""
    saved.delete()


@transaction.atomic
def replace_in_filters(*, facet: str, values: Mapping[str, str]) -> None:
    """Rename values of `facet` in the filters of saved searches: old → new.

    A member who follows the same search under the new name already keeps that one alone.
    """
    for saved in SavedSearch.objects.select_for_update().filter(filters__has_key=facet).order_by("pk"):
        chosen = saved.filters[facet]
        if values.keys().isdisjoint(chosen):
            continue
        filters = ordered(saved.filters | {facet: {values.get(value, value) for value in chosen}})
        if SavedSearch.objects.asking(saved.text, filters).filter(member=saved.member_id).exists():
            saved.delete()
        else:
            _change(saved, filters=filters, signature=signature_of(saved.text, filters))


def check_saved_searches() -> int:
    """Notify each owner of what their searches find for the first time; return how many searches had news.

    Safe to run twice, even at once. Owners without a live position are not notified; owners are notified only of what
    they may read at this moment. Raises `EngineUnavailableError`.
    """
    with_news = 0
    for member in _owners():
        searcher = Searcher(member)
        for saved in member.saved_searches.all():
            try:
                with_news += _check(saved, searcher)
            except EngineUnavailableError:
                raise
            except Exception:  # an error of one search must not block the others
                logger.exception("saved search %s can't be checked", saved.pk)
    return with_news


def _owners() -> Iterator[Member]:
    """Yield the members who follow searches, each read when their turn comes, with their live positions."""
    owners = SavedSearch.objects.order_by("member_id").values_list("member_id", flat=True).distinct()
    for pk in list(owners):
        yield from Member.objects.in_network().filter(pk=pk).with_live_positions()


def _found(saved: SavedSearch, searcher: Searcher) -> frozenset[str] | None:
    return searcher.matching_ids(saved.text, saved.filter_values, limit=MAX_MATCHES)


def _check(saved: SavedSearch, searcher: Searcher) -> bool:
    """Check one search; True if it had news and this check announced them."""
    found, member = _found(saved, searcher), searcher.user
    if found is None:
        return not saved.is_too_broad and _announce_too_broad(saved, member)
    if saved.known is None:
        _change(saved, known=sorted(found), is_too_broad=False)
        return False
    known = frozenset(saved.known)
    new = found - known
    known_ids = found if len(known | found) > MAX_KNOWN else known | found
    return bool(new) and _announce(saved, member, new, known_ids=known_ids)


def _announce(saved: SavedSearch, member: Member, new: frozenset[str], *, known_ids: frozenset[str]) -> bool:
    shown = _documents(sorted(new)[:SHOWN_TITLES])
    url = shown[0].url if len(new) == len(shown) == 1 else saved.get_absolute_url()
    text = _announcement(saved, len(new), [document.title for document in shown])
    with transaction.atomic():
        if _change(saved, known=sorted(known_ids), last_told=timezone.now()):
            _notify(saved, member, text, url)
            return True
    return False


def _announce_too_broad(saved: SavedSearch, member: Member) -> bool:
    """Notify the owner, once, that the search finds too much to be followed."""
    too_much = "donne plus de 2\u202f000 résultats\u00a0: précisez-la pour continuer à la suivre."
    text = f"Votre recherche {name_of(saved)} {too_much}"
    with transaction.atomic():
        if _change(saved, known=None, is_too_broad=True):
            _notify(saved, member, text, saved.get_absolute_url())
            return True
    return False


def _change(saved: SavedSearch, **changes) -> bool:
    """Save `changes` unless another check, or the owner, changed the search since it was read; True if saved."""
    read_as = SavedSearch.objects.filter(pk=saved.pk, revision=saved.revision)
    saved.revision += 1
    return bool(read_as.update(revision=saved.revision, **changes))


def _notify(saved: SavedSearch, member: Member, text: str, url: str) -> None:
    key = f"saved_search:{saved.pk}:{saved.revision}"
    url = url if len(url) <= URL_LENGTH else reverse("alertes:searches")
    notify(members=[member], key=key, text=text, url=url, matter=Matter.SEARCHES)


def _announcement(saved: SavedSearch, count: int, titles: list[str]) -> str:
    counted = f"{count} nouveaux résultats" if count > 1 else "Un nouveau résultat"
    named = ", ".join(Truncator(title).chars(TITLE_LENGTH) for title in titles)
    others = count - len(titles)
    rest = f" et {others} autre{'s' if others > 1 else ''}" if titles and others else ""
    return f"{counted} pour {name_of(saved)}" + (f"\u00a0: {named}{rest}" if named else "")


def _documents(ids: Iterable[str]) -> list[Document]:
    """Return the documents under `ids` that still exist: one query for each kind, and its prefetches."""
    keys: dict[str, set[str]] = {}
    for identity in ids:
        kind, _, key = identity.partition(":")
        keys.setdefault(kind, set()).add(key)
    found = [
        (source, source.with_keys(source.queryset(), keys[kind])) for kind in keys if (source := find_source(kind))
    ]
    return [source.document(instance) for source, instances in found for instance in instances]
