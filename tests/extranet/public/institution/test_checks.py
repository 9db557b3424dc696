"""`check --deploy` names what the legal pages still lack; a demonstration stands in with fictitious words."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from extranet.public.institution import VARIABLES, WRITTEN_TO, address_in, check_institution, read_institution


def messages() -> list[str]:
    return [error.msg for error in check_institution(None)]


def test_complete_settings_pass():
    assert messages() == []


@pytest.mark.parametrize(("variable", "name"), VARIABLES.items())
def test_each_missing_setting_is_named(settings, variable, name):
    settings.INSTITUTION = {**settings.INSTITUTION, name: ""}

    assert messages() == [f"{variable} manque\u00a0: les pages légales en ont besoin."]


@pytest.mark.parametrize("name", WRITTEN_TO)
def test_contact_without_an_address_is_named(settings, name):
    settings.INSTITUTION = {**settings.INSTITUTION, name: "Le service juridique"}
    variable = next(variable for variable, attribute in VARIABLES.items() if attribute == name)

    assert messages() == [f"{variable} ne contient pas d’adresse électronique à qui écrire."]


def test_command_fails_before_a_release_and_not_in_everyday_checks(settings):
    settings.INSTITUTION = {}

    with pytest.raises(SystemCheckError, match="EXTRANET_EDITOR manque"):
        call_command("check", "--deploy", "--tag", "security")
    call_command("check", "--tag", "security")


def test_demonstration_is_complete_and_says_that_it_is_fictitious(settings):
    settings.INSTITUTION, settings.DEMO = {"editor": "Mairie de Gramat"}, True
    institution = read_institution()

    assert messages() == []
    assert institution.editor == "Mairie de Gramat"
    assert "fictif" in institution.host
    assert address_in(institution.dpo) == "donnees@example.org"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Anne Roux, Dpo@Lot.example", "dpo@lot.example"),
        ("<a.roux+dpo@mairie-de-gramat.example>.", "a.roux+dpo@mairie-de-gramat.example"),
        ("05 36 49 00 00", ""),
        ("", ""),
    ],
)
def test_address_is_found_in_a_sentence(text, address):
    assert address_in(text) == address
