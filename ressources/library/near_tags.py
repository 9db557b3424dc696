"""Tags that may be one word, for the coordination to examine, and preview of a merge."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from wagtail.models import Revision

from reseau.texts.accent_folding import fold
from reseau.texts.french_order import Folded
from reseau.texts.tags.models import Tag
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.revision import versions_with_tags
from search.language.search_question import LEADS_TO, expression_key
from search.questions.synonyms.current_synonyms import current_synonyms

SHOWN = 30
PLURAL = re.compile(r"(?<=...)[sx]$")


@dataclass(frozen=True, slots=True)
class NearTags:
    """Tags that may be one word, the most used first, and the `reason`."""

    reason: str
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would change. `sheets`: the first of them; `count`: how many, drafts included."""

    tags: tuple[Tag, ...]
    sheets: Sequence[Sheet]
    count: int
    drafts: int


def near_tags(tags: Iterable[Tag]) -> list[NearTags]:
    """Return the tags written nearly alike (accents, plural, capitals), then the synonyms of the search.

    `tags` come with their counts. One query, for the synonyms.
    """
    tags = list(tags)
    tags_by_spelling: dict[str, list[Tag]] = defaultdict(list)
    for tag in tags:
        tags_by_spelling[spelling_key(tag.name)].append(tag)
    near_spellings = [
        NearTags("Presque pareils", _most_used_first(variants))
        for variants in tags_by_spelling.values()
        if len(variants) > 1
    ]
    return [*near_spellings, *_synonyms(tags)]


def spelling_key(name: str) -> str:
    """Return one key for « E-mails » and « email », « mots de passe » and « mot de passe »; a common root is not
    enough.
    """
    return "".join(PLURAL.sub("", word) for word in fold(name).split())


def _synonyms(tags: Iterable[Tag]) -> list[NearTags]:
    by_key: dict[tuple, list[Tag]] = defaultdict(list)
    for tag in tags:
        by_key[expression_key(tag.name)].append(tag)
    synonym_groups = []
    for expressions in current_synonyms():
        if any(expression.startswith(LEADS_TO) for expression in expressions):
            continue  # Words that lead to others do not say the same.
        keys = dict.fromkeys(expression_key(expression) for expression in expressions)
        groups = [by_key[key] for key in keys if key in by_key]
        if len(groups) > 1:
            synonym_tags = [tag for group in groups for tag in group]
            synonym_groups.append(NearTags("Synonymes dans la recherche", _most_used_first(synonym_tags)))
    return synonym_groups


def _most_used_first(tags: Iterable[Tag]) -> tuple[Tag, ...]:
    return tuple(sorted(tags, key=lambda tag: (-tag.uses, fold(tag.name))))


def preview_merge(tags: Iterable[Tag]) -> MergePreview:
    """Preview the merge before the tag to keep is chosen: every sheet with one of the tags counts."""
    tags = _most_used_first(tags)
    keys = [tag.pk for tag in tags]
    drafts = _drafts_with(keys)
    sheets = Sheet.objects.filter(Q(pk__in=drafts) | Q(tagged_items__tag__in=keys)).distinct()
    sheets = sheets.order_by(Folded("draft_title"))
    return MergePreview(tags, sheets.only("draft_title", "title", "slug", "live")[:SHOWN], sheets.count(), len(drafts))


def _drafts_with(keys: list[int]) -> set[int]:
    """Return the sheets whose last version, not published yet, has one of the tags."""
    latest: QuerySet[Revision] = versions_with_tags(keys).filter(pk__in=Sheet.objects.values("latest_revision"))
    unpublished = latest.exclude(pk__in=Sheet.objects.exclude(live_revision=None).values("live_revision"))
    return {
        int(revision.object_id)
        for revision in unpublished
        if not {item["tag"] for item in revision.content.get("tagged_items", [])}.isdisjoint(keys)
    }
