"""Probes: a form or an address with something odd in one place, sent as one person, and the verdict on its answer."""

import random
import re
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, get_resolver

from tests.answers import close_answer
from tests.extranet.demo.sent_forms.odd_values import (
    ADDRESS_PARTS,
    ENDS_OF_THE_CALENDAR,
    ODD_VALUES,
    SURE_VALUES,
    odd_files,
)
from tests.extranet.demo.sent_forms.page_forms import Control, PageForm, Site
from tests.extranet.demo.sent_forms.sending import lost_texts, send, undone
from tests.test_addresses import views

# What a browser would have typed, by the type of the control.
PLAUSIBLE = {
    "email": "essai@example.org",
    "tel": "05 36 49 00 00",
    "number": "3",
    "date": "2027-03-09",
    "time": "14:00",
    "url": "https://example.org/",
}
TYPED = "Texte d’essai & <b>"
# Sent by the page, or the end of the login of the person who probes.
LEFT_ALONE = {"csrfmiddlewaretoken", "form_key"}
NOT_SENT = {"account_logout", "accueil:opinion_tablet_enter", "enquetes:kiosk_enter"}
SLOWEST = 5


@dataclass(frozen=True, slots=True)
class Probe:
    """What is sent: `values` in the control called `name` of the form, the others as a person would fill them."""

    form: PageForm
    name: str
    values: tuple

    @property
    def data(self) -> dict[str, list]:
        data = {control.name: plausible(control) for control in self.form.controls}
        return {name: values for name, values in {**data, self.name: list(self.values)}.items() if values}

    def __str__(self) -> str:
        values = ", ".join(map(short, self.values)) or "nothing"
        return f"{self.form.method.upper()} {self.form.action} {self.name} = {values}"


def short(value: object) -> str:
    if isinstance(value, UploadedFile):
        return f"file {value.name[:30]!r} of {value.size} bytes"
    return repr(value) if len(value) <= 40 else f"{value[:20]!r}… ({len(value)})"


def plausible(control: Control) -> list[str]:
    if not control.is_typed or any(control.values):
        return list(control.values)
    return [PLAUSIBLE.get(control.kind, TYPED)]


def odd_probes(site: Site, draw: random.Random, *, is_long: bool) -> Iterator[Probe]:
    """Yield the probes of the forms, of the parameters of addresses and of the addresses, in no order."""
    for form in site.forms.values():
        if form.view_name not in NOT_SENT:
            for control in one_of_each_pattern(form.controls, draw):
                yield from probes_of(form, control, draw, is_long=is_long)
    for name, address in site.addresses.items():
        for parameter in sorted(site.parameters.get(name, ())):
            form = PageForm(address, address, "get", ())
            yield from probes_of(form, Control(parameter, "text", ("1",)), draw, is_long=is_long)
    yield from address_probes(draw, is_long=is_long)


def calendar_probes(site: Site) -> Iterator[Probe]:
    """Yield each field of a date, in each form that holds one, with the first and with the last day of the calendar."""
    for form in site.forms.values():
        for control in form.controls:
            for value in ENDS_OF_THE_CALENDAR.get(control.kind, ()):
                yield Probe(form, control.name, (value,))


def one_of_each_pattern(controls: tuple[Control, ...], draw: random.Random) -> list[Control]:
    """Keep one of the controls whose names differ by their numbers, such as the cells of a grid."""
    kept = {re.sub(r"\d+", "#", control.name): control for control in draw.sample(controls, len(controls))}
    return [control for control in kept.values() if control.name not in LEFT_ALONE]


def probes_of(form: PageForm, control: Control, draw: random.Random, *, is_long: bool) -> Iterator[Probe]:
    values = [*odd_files(draw), "un texte"] if control.kind == "file" else list(ODD_VALUES)
    if not is_long:
        values = draw.sample(values, 1) + ([] if control.kind == "file" else draw.sample(SURE_VALUES, 1))
    for value in values:
        yield Probe(form, control.name, (value,))
    odd = draw.choice(values)
    for shape in ((), (odd, *control.values), (*control.values, odd)):
        if is_long or draw.random() < 0.1:
            yield Probe(form, control.name, shape)


def address_probes(draw: random.Random, *, is_long: bool) -> Iterator[Probe]:
    """Yield each address of the site with something odd in the place of one key, read and sent."""
    for name, _ in views():
        for path, keys in paths_of(name):
            for key in keys:
                parts = ADDRESS_PARTS if is_long else draw.sample(ADDRESS_PARTS, 1)
                for part in parts:
                    address = "/" + path % {other: part if other == key else "1" for other in keys}
                    for method in ("get", "post"):
                        yield Probe(PageForm(address, address, method, ()), "probe", ())


def paths_of(name: str) -> list[tuple[str, list[str]]]:
    """Return the patterns of an address, with the names of their keys."""
    resolver, _, local = get_resolver(), *name.rpartition(":")[1:]
    namespace = name.rpartition(":")[0]
    prefix = ""
    for part in filter(None, namespace.split(":")):
        here, resolver = resolver.namespace_dict[part]
        prefix += here
    try:
        found = resolver.reverse_dict.getlist(local)
    except NoReverseMatch:
        return []
    return [(prefix + path, keys) for possibilities, *_ in found for path, keys in possibilities if keys]


@dataclass
class Verdicts:
    """What the probes of one person find. `faults`: fault → first probe that shows it, and how many others do."""

    client: Client
    faults: dict[str, list[str]] = field(default_factory=dict)
    sent: int = 0
    views: set[str] = field(default_factory=set)

    def try_out(self, probe: Probe) -> None:
        start = time.process_time()
        with undone():
            data = probe.data
            response = send(self.client, probe.form, data)
            self.sent += 1
            self.views.add(probe.form.view_name)
            for fault in chain(faults_of(response), self._lost(probe, data, response)):
                self.faults.setdefault(f"{probe.form.view_name} {fault}", []).append(str(probe))
            close_answer(response)
        if time.process_time() - start > SLOWEST:
            self.faults.setdefault(f"{probe.form.view_name} takes more than {SLOWEST} s of work", []).append(str(probe))

    def _lost(self, probe: Probe, data: dict, response: HttpResponse) -> list[str]:
        kinds = {control.name: control.kind for control in probe.form.controls}
        if probe.form.method != "post" or response.status_code >= 500 or kinds.get(probe.name) == "hidden":
            return []
        lost = lost_texts(self.client, probe.form, data, response)
        return sorted({f"loses the text of {re.sub('[0-9]+', '#', name)}" for name in lost})

    def report(self) -> list[str]:
        return [
            f"{fault}: {probes[0]}" + (f" (and {len(probes) - 1} others)" if probes[1:] else "")
            for fault, probes in self.faults.items()
        ]


def faults_of(response: HttpResponse) -> list[str]:
    """Return why an answer is not one that a person can read."""
    if response.status_code < 400 or (response.status_code < 500 and is_explained(response)):
        return []
    if not getattr(response, "exc_info", None):
        return [f"answers {response.status_code}"]
    kind, error, trace = response.exc_info
    ours = [frame for frame in traceback.extract_tb(trace) if "site-packages" not in frame.filename]
    places = " < ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in ours[:-4:-1])
    return [f"answers {response.status_code}, {kind.__name__}: {str(error)[:100]} ({places})"]


def is_explained(response: HttpResponse) -> bool:
    """Tell whether a refusal says why, to a person or to a script."""
    kind = response.headers.get("content-type", "")
    return kind.startswith("application/json") or response.status_code != 400 or b"<h1" in response.content
