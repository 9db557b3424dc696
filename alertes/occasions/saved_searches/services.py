"""Follow a search: save it with what it finds today, then notify its owner of what it finds later."""

import logging
from collections.abc import Iterable, Iterator, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from alertes.channels.notices.models import Notice
from alertes.channels.notices.services import notify
from alertes.declarations.events import SEARCH_NEWS
from alertes.occasions.saved_searches.models import SavedSearch, ordered, signature_of
from alertes.occasions.saved_searches.wording import saved_search_name
from reseau.people.members.models.member import Member
from search.engines.base import EngineUnavailableError
from search.language.search_question import parse_question
from search.questions.results.search_facets import Filters
from search.questions.results.searcher import Searcher
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
    saved_search = SavedSearch.build(member=member, text=text, filters=filters)
    try:
        found_ids = _matching_ids(saved_search, Searcher(member))
    except EngineUnavailableError:
        logger.warning("the engine can't answer: what a new saved search finds will be noted by the first check")
    else:
        if found_ids is None:
            raise ValidationError(TOO_BROAD, code="too_broad")
        saved_search.known = sorted(found_ids)
    with transaction.atomic():
        Member.objects.select_for_update().get(pk=member.pk)  # two simultaneous requests cannot exceed the limit
        saved_search.full_clean()
        if member.saved_searches.count() >= MAX_SAVED:
            raise ValidationError(TOO_MANY_SAVED, code="too_many_saved")
        saved_search.save()
    return saved_search


@transaction.atomic
def unfollow_search(*, saved_search: SavedSearch) -> None:
    """Delete a saved search; its notices stay."""
    saved_search.delete()


@transaction.atomic
def replace_in_filters(*, facet: str, values: Mapping[str, str]) -> None:
    """Rename values of `facet` in the filters of saved searches: old → new.

    A member who follows the same search under the new name already keeps that one alone.
    """
    for saved_search in SavedSearch.objects.select_for_update().filter(filters__has_key=facet).order_by("pk"):
        chosen_values = saved_search.filters[facet]
        if values.keys().isdisjoint(chosen_values):
            continue
        filters = ordered(saved_search.filters | {facet: {values.get(value, value) for value in chosen_values}})
        if SavedSearch.objects.asking(saved_search.text, filters).filter(member=saved_search.member_id).exists():
            saved_search.delete()
        else:
            _change(saved_search, filters=filters, signature=signature_of(saved_search.text, filters))


def check_saved_searches() -> int:
    """Notify each owner of what their searches find for the first time; return how many searches had news.

    Safe to run twice, even at once. Owners without a live position are not notified; owners are notified only of what
    they may read at this moment. Raises `EngineUnavailableError`.
    """
    news_count = 0
    for member in _owners():
        searcher = Searcher(member)
        for saved_search in member.saved_searches.all():
            try:
                news_count += _check(saved_search, searcher)
            except EngineUnavailableError:
                raise
            except Exception:  # an error of one search must not block the others
                logger.exception("saved search %s can't be checked", saved_search.pk)
    return news_count


def _owners() -> Iterator[Member]:
    """Yield the members who follow searches, each loaded in turn, with their live positions."""
    owners = SavedSearch.objects.order_by("member_id").values_list("member_id", flat=True).distinct()
    for pk in list(owners):
        yield from Member.objects.in_network().filter(pk=pk).with_live_positions()


def _matching_ids(saved_search: SavedSearch, searcher: Searcher) -> frozenset[str] | None:
    return searcher.matching_ids(saved_search.text, saved_search.filter_values, limit=MAX_MATCHES)


def _check(saved_search: SavedSearch, searcher: Searcher) -> bool:
    """Check one search; True if it had news and this check announced them."""
    found_ids, member = _matching_ids(saved_search, searcher), searcher.user
    if found_ids is None:
        return not saved_search.is_too_broad and _announce_too_broad(saved_search, member)
    if saved_search.known is None:
        _change(saved_search, known=sorted(found_ids), is_too_broad=False)
        return False
    known_ids = frozenset(saved_search.known)
    new_ids = found_ids - known_ids
    ids_to_keep = found_ids if len(known_ids | found_ids) > MAX_KNOWN else known_ids | found_ids
    return bool(new_ids) and _announce(saved_search, member, new_ids, known_ids=ids_to_keep)


def _announce(saved_search: SavedSearch, member: Member, new_ids: frozenset[str], *, known_ids: frozenset[str]) -> bool:
    documents = _documents(sorted(new_ids)[:SHOWN_TITLES])
    the_only_url = next((document.url for document in documents if len(new_ids) == 1), "")
    url = the_only_url or saved_search.get_absolute_url()
    text = _announcement(saved_search, len(new_ids), [document.title for document in documents])
    with transaction.atomic():
        if _change(saved_search, known=sorted(known_ids), last_told=timezone.now()):
            _notify(saved_search, member, text, url)
            return True
    return False


def _announce_too_broad(saved_search: SavedSearch, member: Member) -> bool:
    """Notify the owner, once, that the search finds too much to be followed."""
    advice = "donne plus de 2\u202f000 résultats\u00a0: précisez-la pour continuer à la suivre."
    text = f"Votre recherche {saved_search_name(saved_search)} {advice}"
    with transaction.atomic():
        if _change(saved_search, known=None, is_too_broad=True):
            _notify(saved_search, member, text, saved_search.get_absolute_url())
            return True
    return False


def _change(saved_search: SavedSearch, **changes) -> bool:
    """Save `changes` unless another check, or the owner, changed the search since it was read; True if saved."""
    unchanged_rows = SavedSearch.objects.filter(pk=saved_search.pk, revision=saved_search.revision)
    saved_search.revision += 1
    return bool(unchanged_rows.update(revision=saved_search.revision, **changes))


def _notify(saved_search: SavedSearch, member: Member, text: str, url: str) -> None:
    key = f"saved_search:{saved_search.pk}:{saved_search.revision}"
    url = url if len(url) <= URL_LENGTH else reverse("alertes:searches")
    notify(members=[member], key=key, text=text, url=url, kind=SEARCH_NEWS)


def _announcement(saved_search: SavedSearch, count: int, titles: list[str]) -> str:
    subject = f"{count} nouveaux résultats" if count > 1 else "Un nouveau résultat"
    title_list = ", ".join(Truncator(title).chars(TITLE_LENGTH) for title in titles)
    other_count = count - len(titles)
    others_note = f" et {other_count} autre{'s' if other_count > 1 else ''}" if titles and other_count else ""
    return f"{subject} pour {saved_search_name(saved_search)}" + (
        f"\u00a0: {title_list}{others_note}" if title_list else ""
    )


def _documents(ids: Iterable[str]) -> list[Document]:
    """Return the documents under `ids` that still exist: one query for each kind, and its prefetches."""
    keys: dict[str, set[str]] = {}
    for identity in ids:
        kind, _, key = identity.partition(":")
        keys.setdefault(kind, set()).add(key)
    documents = []
    for kind, kind_keys in keys.items():
        if source := find_source(kind):
            documents += map(source.document, source.with_keys(source.queryset(), kind_keys))
    return documents
