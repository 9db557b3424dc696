"""`{% kept %}`: a part of a page that is the same for many readers, rendered once (`public_cache.kept_parts`)."""

from collections.abc import Iterable

from django import template
from django.template.base import FilterExpression, NodeList
from django.utils.safestring import SafeString

from extranet.operations.public_cache.kept_views import ClockChange
from reseau.web.queries.list_facets import Facet

register = template.Library()


class KeptNode(template.Node):
    """`keys`: what makes it another part, beside its place in the templates and the display of the browser."""

    def __init__(
        self, nodelist: NodeList, changes: ClockChange, only: FilterExpression | None, keys: list[FilterExpression]
    ) -> None:
        self.nodelist, self.changes, self.only, self.keys = nodelist, changes, only, keys

    def render(self, context) -> SafeString:
        request = context.get("request")
        parts = getattr(request, "kept_parts", None)
        # Wagtail previews what nobody published.
        is_preview = getattr(request, "is_preview", False)
        if parts is None or is_preview or (self.only and not self.only.resolve(context)):
            return self.nodelist.render(context)
        values = tuple(key.resolve(context) for key in self.keys)
        key = (self.origin.name, self.token.lineno, context.get("display"), *values)
        return parts.text(key, self.changes, lambda: self.nodelist.render(context))


@register.tag
def kept(parser, token) -> KeptNode:
    """`{% kept each="minute" key … %}…{% endkept %}`: keep the part under its keys until something public changes.

    `each`: when the clock alone changes it, « minute » or « day »; `only=…`, after it: keep nothing unless that holds.
    What is costly is read inside, through callables and lazy rows of the context. The part depends on nothing of the
    reader but the keys, asks no unseen table, and leaves no variable behind.
    """
    _, each, *keys = token.split_contents()
    only = parser.compile_filter(keys.pop(0).removeprefix("only=")) if keys[0].startswith("only=") else None
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    changes = ClockChange(each.removeprefix("each=").strip('"'))
    return KeptNode(nodelist, changes, only, [parser.compile_filter(key) for key in keys])


@register.filter
def menu_place(path: str) -> str:
    """All that `nav_current` reads of an address: « /b2i/livrets/12/ » → « b2i/… »."""
    section, slash, deeper = path.removeprefix("/").partition("/")
    return section + slash + ("…" if deeper else "")


@register.filter
def facet_counts(facets: Iterable[Facet]) -> tuple[tuple[str, str, int], ...]:
    """All that facets bear at one address: labels follow from what is counted there."""
    return tuple((facet.name, value.value, value.count) for facet in facets for value in facet.values)
