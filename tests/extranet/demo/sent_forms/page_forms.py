"""Forms of the pages of the demo, as a browser would send them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve
from lxml.html import HtmlElement

from tests.extranet.demo.whole_pages.kept_pages import KeptPage
from tests.extranet.demo.whole_pages.visible_text import parse

# Buttons that send nothing of their own.
SILENT = {"button", "reset", "image"}
CONTROLS = "self::input or self::select or self::textarea or self::button"


@dataclass(frozen=True, slots=True)
class Control:
    """A control of a form. `kind`: its tag, the type of an `input`, or `person`; `choices`: values that it offers.

    `values`: what it sends as the page stands.
    """

    name: str
    kind: str
    values: tuple[str, ...]
    choices: tuple[str, ...] = ()
    is_required: bool = False
    accept: str = ""

    @property
    def is_typed(self) -> bool:
        """Tell whether a person types into it."""
        closed = {"select", "checkbox", "radio", "hidden", "file", "password", "submit"}
        return self.kind not in closed


@dataclass(frozen=True, slots=True)
class PageForm:
    """A form as one button sends it. `page`: address where it stands."""

    page: str
    action: str
    method: str
    controls: tuple[Control, ...]

    @property
    def view_name(self) -> str:
        return name_of_view(self.action)

    @property
    def shape(self) -> tuple:
        """What makes it another form than those seen before."""
        return (self.view_name, self.method, tuple(sorted({control.name for control in self.controls})))

    @property
    def texts(self) -> list[str]:
        """Return what its controls show."""
        return [value for control in self.controls for value in control.values]

    def typed_data(self) -> dict[str, list[str]]:
        """Return what the form sends as the page stands."""
        return {control.name: list(control.values) for control in self.controls if control.values}


def name_of_view(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def read_forms(page: str, content: bytes) -> list[PageForm]:
    """Return the forms of a page, one for each button that sends another address or another value."""
    document = parse(content)
    return [each for form in document.iter("form") for each in _variants(page, document, form)]


def _variants(page: str, document: HtmlElement, form: HtmlElement) -> list[PageForm]:
    inside = form.xpath(f".//*[{CONTROLS}][not(@form)]")
    outside = document.xpath(f"//*[{CONTROLS}][@form=$key]", key=form.get("id", "")) if form.get("id") else []
    elements = [element for element in inside + outside if element.get("disabled") is None]
    buttons = [element for element in elements if _is_button(element)]
    controls = _controls([element for element in elements if not _is_button(element)])
    action = urljoin(page, form.get("action") or page)
    plain = PageForm(page, action, form.get("method", "get").lower(), controls)
    found = {}
    for button in buttons:
        own = replace(plain, action=urljoin(page, button.get("formaction") or plain.action))
        if name := button.get("name"):
            value = button.get("value", "")
            own = replace(own, controls=(*controls, Control(name, "submit", (value,), (value,))))
        found[own.shape] = own
    return list(found.values()) or [plain]


def _is_button(element: HtmlElement) -> bool:
    kind = element.get("type", "submit" if element.tag == "button" else "text").lower()
    return kind == "submit" or (element.tag == "button" and kind not in SILENT)


def _controls(elements: Iterable[HtmlElement]) -> tuple[Control, ...]:
    found: dict[str, Control] = {}
    for element in elements:
        name = element.get("name")
        if not name or element.get("type", "").lower() in SILENT or element.tag == "button":
            continue
        control = _control(name, element)
        if (known := found.get(name)) and control.kind in {"checkbox", "radio", known.kind}:
            control = replace(known, values=known.values + control.values, choices=known.choices + control.choices)
        found[name] = control
    return tuple(found.values())


def _control(name: str, element: HtmlElement) -> Control:
    is_required, kind = element.get("required") is not None, element.tag
    if kind == "select":
        options = list(element.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None]
        if not chosen and element.get("multiple") is None:
            chosen = options[:1]
        texts = [_option_value(option) for option in options]
        return Control(name, kind, tuple(map(_option_value, chosen)), tuple(texts), is_required)
    if kind == "textarea":
        return Control(name, kind, ((element.text or "").removeprefix("\n"),), (), is_required)
    kind, value = (
        "hidden" if element.get("hidden") is not None else element.get("type", "text").lower(),
        element.get("value"),
    )
    if kind == "text" and any(parent.get("data-picker") is not None for parent in element.iterancestors()):
        kind = "person"
    if kind in {"checkbox", "radio"}:
        value = "on" if value is None else value
        return Control(name, kind, (value,) if element.get("checked") is not None else (), (value,), is_required)
    if kind == "file":
        return Control(name, kind, (), (), is_required, element.get("accept", ""))
    return Control(name, kind, (value or "",), (), is_required)


def _option_value(option: HtmlElement) -> str:
    value = option.get("value")
    return (option.text_content() if value is None else value).strip()


@dataclass
class Site:
    """What one person finds on the pages read: forms by their shape, names of parameters by view, valid addresses."""

    client: Client
    forms: dict[tuple, PageForm]
    parameters: dict[str, set[str]]
    addresses: dict[str, str]

    @classmethod
    def of(cls, pages: Iterable[KeptPage], client: Client) -> "Site":
        site = cls(client, {}, {}, {})
        for page in pages:
            if page.cold.status == 200 and page.is_readable:
                site._add_page(page.path, page.cold.content)
        return site

    def _add_page(self, path: str, content: bytes) -> None:
        self._note(path)
        for link in parse(content).xpath("//a/@href"):
            parts = urlsplit(urljoin(f"http://testserver{path}", link))
            if parts.netloc == "testserver":
                self._note(f"{parts.path}?{parts.query}")
        for form in read_forms(path, content):
            if not form.view_name:
                continue
            self.forms.setdefault(form.shape, form)
            self.addresses.setdefault(form.view_name, urlsplit(form.action).path)
            if form.method == "get":
                self.parameters.setdefault(form.view_name, set()).update(control.name for control in form.controls)

    def _note(self, address: str) -> None:
        parts = urlsplit(address)
        if name := name_of_view(address):
            self.addresses.setdefault(name, parts.path)
            names = {key for key, _ in parse_qsl(parts.query, keep_blank_values=True)}
            self.parameters.setdefault(name, set()).update(names)
