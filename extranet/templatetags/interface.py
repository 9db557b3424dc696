"""Words and marks of the interface, available in every template without loading them."""

import datetime
import re
from functools import cache
from html import unescape
from urllib.parse import unquote

from django import template
from django.db.models import QuerySet
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parse_url
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from alertes.channels.mails.headers import absolute
from b2i.frameworks.framework_files import read_plain_words
from b2i.frameworks.models.framework import Domain
from b2i.privacy.retention.rule import rule_in_words
from extranet.interface.display.back_links import BackLink, back_link
from extranet.interface.help.guide_files import slug_for_page
from extranet.interface.help.readers import reader_of
from extranet.public.pages.menu import MenuEntry, entry_at
from extranet.public.structured_data.json_ld import script_of
from formation.sessions.wording import half_days_in_words, moment_in_words, preference_in_words
from reseau.texts import elision, wording
from reseau.texts.markdown.html import line_to_html, to_html
from reseau.web.addresses import address_of
from ressources.library.covers.address import cover_address
from ressources.sheets.models.sheet import Sheet
from search.engines.base import Hit

register = template.Library()
# Two letters or more: numbers and single letters of an address name nothing.
ADDRESS_WORD = re.compile(r"[^\W\d_]{2,}")
LONGEST_SEARCH = 100
# Breaking spaces alone.
SPACES = re.compile(r"[ \t\r\n]+")


@register.filter
def minutes(value: int) -> str:
    """A duration in minutes as people say it: 45 → « 45 min », 90 → « 1 h 30 », 120 → « 2 h »."""
    return wording.minutes_in_words(int(value))


@register.filter
def marked(text: str) -> SafeString:
    """A text with its few marks (`reseau.texts.markdown`), sanitised: bold, lists, links."""
    return mark_safe(to_html(text))  # noqa: S308 - sanitised


@register.filter
def marked_line(text: str) -> SafeString:
    """A line of a list with its bold words and its links, sanitised."""
    return mark_safe(line_to_html(text))  # noqa: S308 - sanitised


@register.filter
def times(value: int) -> str:
    """How often something happened: 1 → « une fois », 14 → « 14 fois »."""
    return wording.times_in_words(value)


@register.filter
def half_days(value: int) -> str:
    """A number of half-days with its word: 1 → « 1 demi-journée », 3 → « 3 demi-journées »."""
    return half_days_in_words(value)


@register.filter
def pluralize(value, endings: str = "s") -> str:
    """Django's filter with the French rule, which takes its place everywhere: zero, one and a half are singular.

    `{{ count|pluralize }}`, `{{ count|pluralize:"x" }}`, `{{ count|pluralize:"attend,attendent" }}`; a list is counted.
    """
    singular, _, plural = f"{'' if ',' in endings else ','}{endings}".partition(",")
    return plural if wording.is_plural(value) else singular


@register.filter
def moment(value: datetime.datetime) -> str:
    """« jeudi 12 mars 2026 à 9 h »."""
    return moment_in_words(value)


@register.filter
def day(value: datetime.date | None, pattern: str = "l j F Y") -> str:
    """A day in full, « mardi 1er décembre 2026 », or by another of Django's patterns; nothing when there is none."""
    return wording.day_in_full(value, pattern) if value else ""


@register.filter
def coming(value: datetime.date) -> str:
    """How far a day is: « aujourd’hui », « demain », « dans 3 jours »."""
    return wording.coming_in_words(value)


@register.filter
def weekdays(value: list[int]) -> str:
    """Days of the week: [1, 5] → « le mardi et le samedi »."""
    return wording.weekdays_in_words(value)


@register.filter
def euros(value: int) -> str:
    """« 14 500 € », its spaces never broken."""
    return f"{value:,}".replace(",", "\u202f") + "\u00a0€"


@register.filter
def preference(voice) -> str:
    """When a member would rather come: « le mardi, matin »."""
    return preference_in_words(voice.weekdays, voice.parts)


# Before a name: {{ learner|of }} is « d’Agnès », {{ epm|the_place }} « l’EPM de Cahors »,
# {{ epm|of_place }} « de l’EPM de Cahors », {{ commune|to_place }} « au Vigan ».
register.filter("of", elision.of)
register.filter("this", elision.this)
register.filter("the_place", elision.the_place)
register.filter("of_place", elision.of_place)
register.filter("to_place", elision.to_place)
register.filter("absolute", absolute)  # the whole address of a path, for programs of other sites
register.simple_tag(rule_in_words, name="retention_rule")


@register.filter
def address_words(path: str) -> str:
    """Words of the last part of an address that has any: « /ressources/une-adresse/ » → « une adresse »."""
    for part in reversed(unquote(path or "").split("/")):
        if words := ADDRESS_WORD.findall(part):
            return " ".join(words)[:LONGEST_SEARCH]
    return ""


@register.simple_tag
@cache  # a page draws up to three hundred of them, of some eighty kinds
def icon(name: str, kind: str = "") -> str:
    """Draw an icon of the sprite beside a word; `kind` is a class of it: "go" for the arrow at the end of a row."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        f" {kind}" if kind else "",
        _sprite(),
        name,
    )


@cache
def _sprite() -> str:
    return static("img/icons.svg")


@register.simple_tag
@cache  # each result of a search names its own
def domain_of(code: str) -> SafeString:
    """Draw a domain of the B2i Adultes known by its code alone, as the results of a search know it."""
    short_name = read_plain_words()["domaines-en-deux-mots"][code]
    domain = Domain(code=code, order=int(code[1:]), short_name=short_name)
    return render_to_string("components/_domain.html", {"domain": domain})


WEEKDAYS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")
MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")


@register.inclusion_tag("components/_leaf.html")
def leaf(day: datetime.date, is_next: bool = False, size: str = "") -> dict:
    """Draw a date as a leaf of a calendar, in the local time; `is_next` for the nearest one of a list only.

    `size` is "big" beside the title of a page; weekday and month are then in full.
    """
    if isinstance(day, datetime.datetime):
        day = timezone.localtime(day).date()
    if size:
        weekday, month = wording.day_in_full(day, "l"), wording.day_in_full(day, "F")
    else:
        weekday, month = WEEKDAYS[day.weekday()], MONTHS[day.month - 1]
    return {"day": day, "weekday": weekday, "month": month, "is_next": is_next, "size": size}


@register.simple_tag(takes_context=True)
def json_ld(context, *things) -> str:
    """Describe what a public page shows for search engines (`extranet.public.structured_data`); nothing for a member.

    Each is an object or a list of objects; « site » is the network itself.
    """
    user = context.get("user")
    if user is not None and user.is_authenticated:
        return ""
    return script_of(one for thing in things for one in (thing if isinstance(thing, list | QuerySet) else [thing]))


@register.tag
def head_text(parser, token) -> template.Node:
    """`{% head_text name %}…{% endhead_text %}`: show a text of the head, and keep it under `name` for another tag."""
    _, name = token.split_contents()
    nodelist = parser.parse(("endhead_text",))
    parser.delete_first_token()
    return HeadTextNode(nodelist, name)


class HeadTextNode(template.Node):
    def __init__(self, nodelist: template.NodeList, name: str) -> None:
        self.nodelist, self.name = nodelist, name

    def render(self, context) -> str:
        text = SPACES.sub(" ", self.nodelist.render(context)).strip()
        # Escaped once here, it would be escaped again there.
        context[self.name] = unescape(text)
        return text


@register.tag("url")
def page_address(parser, token) -> template.Node:
    """`{% url %}`, Django's tag, which takes its place everywhere: lists ask for the addresses of their rows."""
    node = parse_url(parser, token)
    return node if node.kwargs else AddressNode(node.view_name, node.args, {}, node.asvar)


class AddressNode(URLNode):
    """The address of a page whose keys have no names. No page of ours is served under two namespaces."""

    def render(self, context) -> str:
        name, keys = self.view_name.resolve(context), [key.resolve(context) for key in self.args]
        try:
            address = address_of(name, *keys)
        except NoReverseMatch:
            if self.asvar is None:
                raise
            address = ""
        if self.asvar:
            context[self.asvar] = address
            return ""
        return conditional_escape(address) if context.autoescape else address


@register.simple_tag
def menu_url(name: str) -> str:
    """The address of a page that takes no key: the menus of every page ask for a dozen."""
    return address_of(name)


@register.simple_tag(takes_context=True)
def back_from(context, url: str, label: object) -> BackLink:
    """The link back of a page, whose parent is at `url`: `url` and `label` of the list from which the person came."""
    return back_link(context.get("request"), url, str(label))


@register.simple_tag(takes_context=True)
def nav_current(context, *prefixes: str, exact: bool = False, among: list[MenuEntry] | None = None) -> str:
    """Mark the entry of the menu under which the page stands; `exact`: that very page, not those below it.

    `among`: entries that visitors read, which the coordination composes; one of them at most is marked.
    """
    request = context.get("request")
    if request is None or not (request.path in prefixes if exact else request.path.startswith(prefixes)):
        return ""
    if among is not None and entry_at(request.path, among).url != prefixes[0]:
        return ""
    return format_html(' aria-current="{}"', "page" if request.path in prefixes else "true")


@register.simple_tag(takes_context=True)
def cover(context, subject: Sheet | Hit, kind: str = "", loading: str = "lazy") -> str:
    """The picture of a sheet or of a result of the search; nothing for a result that is not a sheet.

    `kind`: a second class, « thumb » beside a result. A sheet of a list comes from a query `with_cover`.
    """
    display = context.get("display")
    address = cover_address(subject, display.theme if display else "")
    if not address:
        return ""
    photo = "" if address.is_drawn else "photo"
    return format_html(
        '<img class="{}" src="{}" alt="" width="320" height="180" loading="{}" decoding="async">',
        " ".join(filter(None, ("cover", kind, photo))),
        address.url,
        loading,
    )


@register.inclusion_tag("components/_page_help.html", takes_context=True)
def page_help(context) -> dict:
    """Lead from a page to the help about it; a page that is lost or that no article is about, to the whole guide."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    # Wagtail is asked for every address that nothing else serves, whether it has such a page or not.
    if match is None or (match.view_name == "wagtail_serve" and "page" not in context):
        return {"address": menu_url("help")}
    if match.view_name in ("help", "help_article", "help_news"):
        return {}
    slug = slug_for_page(match.view_name, reader_of(request))
    return {"address": address_of("help_article", slug) if slug else menu_url("help")}
