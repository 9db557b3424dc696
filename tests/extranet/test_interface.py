"""Template filters and menu of the interface."""

import re
from datetime import date

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms.renderers import DjangoTemplates
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import set_script_prefix

from extranet.dashboards.steering.query_counts import counted_words
from extranet.interface.form_renderer import InterfaceRenderer
from extranet.templatetags.form_interface import keeps_writing, what_to_fill
from extranet.templatetags.interface import day, half_days, minutes, pluralize


@pytest.mark.parametrize(
    ("value", "expected"),
    [(45, "45\u00a0min"), (60, "1\u00a0h"), (90, "1\u00a0h\u00a030"), (125, "2\u00a0h\u00a005")],
)
def test_minutes_are_shown_in_hours_and_minutes(value, expected):
    assert minutes(value) == expected


@pytest.mark.parametrize(("value", "expected"), [(1, "1\u00a0demi-journée"), (3, "3\u00a0demi-journées")])
def test_half_days_agree_with_their_number(value, expected):
    assert half_days(value) == expected


def test_day_is_shown_in_full_and_missing_day_is_empty():
    assert (day(date(2026, 12, 1)), day(None)) == ("mardi 1er décembre 2026", "")


def test_leaf_beside_a_title_has_its_words_in_full():
    template = Template('{% leaf day %} {% leaf day True "big" %}')

    assert " ".join(template.render(Context({"day": date(2026, 12, 1)})).split()) == (
        '<span class="leaf" aria-hidden="true"><span>mar.</span><b>1</b><i>déc.</i></span> '
        '<span class="leaf big next" aria-hidden="true"><span>mardi</span><b>1</b><i>décembre</i></span>'
    )


def test_refusal_interrupts_a_screen_reader_and_a_success_waits_its_turn():
    template = Template('{% include "components/_messages.html" %}')
    messages = [{"tags": tags} for tags in ("error", "success", "warning")]

    text = template.render(Context({"messages": messages}))

    assert re.findall(r'class="notice (\w+)" role="(\w+)"', text) == [
        ("error", "alert"),
        ("success", "status"),
        ("warning", "status"),
    ]


@pytest.mark.parametrize(("count", "expected"), [(1, "1\u00a0fiche"), (2, "2\u00a0fiches")])
def test_counted_words_agree_with_their_number(count, expected):
    assert counted_words(count, "fiche", "fiches") == expected


def test_filters_put_elision_and_article_before_names():
    template = Template("{{ name|of }}, {{ place|of_place }}, {{ place|to_place }}, {{ place|the_place|capfirst }}")

    assert template.render(Context({"name": "Ève <i>", "place": "EPM d’Albas"})) == (
        "d’Ève &lt;i&gt;, de l’EPM d’Albas, à l’EPM d’Albas, L’EPM d’Albas"
    )


def test_menu_links_include_the_prefix_of_the_site():
    template = Template("{% menu_url 'forums:index' %}")

    addresses = []
    for prefix in ("/extranet/", "/"):
        set_script_prefix(prefix)
        addresses.append(template.render(Context()))

    assert addresses == ["/extranet/forums/", "/forums/"]


@pytest.mark.parametrize(
    ("path", "mark"),
    [("/forums/", ' aria-current="page"'), ("/forums/reseau/", ' aria-current="true"'), ("/membres/", "")],
)
def test_menu_marks_the_current_section(path, mark):
    template = Template('{% nav_current "/forums/" %}')

    assert template.render(Context({"request": RequestFactory().get(path)})) == mark


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"a": forms.CharField()}, ""),
        ({"a": forms.CharField(), "b": forms.CharField(required=False)}, ""),
        ({"a": forms.CharField(), "b": forms.CharField()}, "Toutes les cases sont à remplir."),
        ({"a": forms.CharField(), "b": forms.BooleanField()}, "Toutes les cases sont à remplir."),
        (
            {"a": forms.CharField(), "b": forms.BooleanField(required=False)},
            "Toutes les cases sont à remplir, sauf celles que l’on coche.",
        ),
    ],
)
def test_form_says_what_is_to_be_filled_where_its_labels_do_not(fields, words):
    assert what_to_fill(type("AnyForm", (forms.Form,), fields)()) == words


def test_menu_marks_nothing_without_a_request():
    assert Template('{% nav_current "/forums/" %}').render(Context()) == ""


@pytest.mark.parametrize(
    ("value", "endings", "expected"),
    [
        (0, "s", ""),
        (1, "s", ""),
        (1.5, "s", ""),
        (2, "s", "s"),
        ("3", "x", "x"),
        (None, "s", ""),
        ([], "s", ""),
        (["a", "b"], "s", "s"),
        (0, "attend,attendent", "attend"),
        (4, ",nt", "nt"),
    ],
)
def test_plural_begins_at_two(value, endings, expected):
    assert pluralize(value, endings) == expected


class Letter(forms.Form):
    to = forms.CharField()
    words = forms.CharField(widget=forms.Textarea)
    day = forms.DateField()


class LetterWithPassword(Letter):
    password = forms.CharField(widget=forms.PasswordInput)


class LetterWithFile(Letter):
    file = forms.FileField()


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (Letter(), False),
        (Letter({"to": "", "words": "", "day": "1 mai"}), False),
        (Letter({"to": "46 0001", "words": " "}), False),
        (Letter({"to": "", "words": "Deux mots"}), True),
        (Letter({"to": "Camille Marty", "words": ""}), True),
        (LetterWithPassword({"to": "Camille Marty"}), False),
        (LetterWithFile({"words": "Deux mots"}, {"file": SimpleUploadedFile("a.txt", b"a")}), False),
        (LetterWithFile({"words": "Deux mots"}), True),
    ],
)
def test_nothing_is_said_of_writing_that_was_not_there_or_is_not_kept(form, expected):
    assert keeps_writing(form) is expected


def test_list_to_choose_from_is_drawn_as_django_draws_it():
    names = [("", "Aucune"), (1, "<i>L’une</i> & l’autre"), ("Groupe", [("a", "A"), ("b", "B")])]
    for widget in (forms.Select(choices=names), forms.SelectMultiple(choices=names)):
        ours, theirs = (
            " ".join(widget.render("nom", value, {"id": "x", "required": True}, renderer).replace("> <", "><").split())
            for value, renderer in (([1], InterfaceRenderer()), ([1], DjangoTemplates()))
        )
        assert re.sub(r"\s*(<[^>]*>)\s*", r"\1", ours) == re.sub(r"\s*(<[^>]*>)\s*", r"\1", theirs)
        assert "<i>" not in ours
