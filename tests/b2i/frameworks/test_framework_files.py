"""Tests of the readers of data files."""

from b2i.frameworks.framework_files import (
    READERS,
    b2i_adultes,
    clea,
    digcomp,
    pim,
    pix,
    read_descriptions,
    read_plain_words,
    typographic,
)


def test_b2i_adultes_has_five_domains_and_eighteen_skills():
    assert [len(domain.skills) for domain in b2i_adultes()] == [4, 4, 3, 4, 3]


def test_thresholds_are_seventy_per_cent_rounded_up():
    assert [domain.threshold for domain in b2i_adultes()] == [3, 3, 3, 3, 3]


def test_every_b2i_code_has_plain_words():
    domains = b2i_adultes()
    assert {domain.code for domain in domains} == read_plain_words()["domaines"].keys()
    assert {skill.code for domain in domains for skill in domain.skills} == read_plain_words()["phrases"].keys()


def test_plain_words_are_in_first_person():
    texts = [text for texts in read_plain_words()["phrases"].values() for text in texts]
    assert {text[:7] for text in texts} == {"Je sais"}


def test_b2i_elements_are_not_verified():
    verified = {
        element.is_verified for domain in b2i_adultes() for skill in domain.skills for element in skill.elements
    }
    assert verified == {False}


def test_official_misprints_are_kept():
    skill = b2i_adultes()[1].skills[1]
    assert (skill.wording.count("d’internet"), skill.official_wording.count("d'interner")) == (1, 1)


def test_digcomp_skills_are_working_translations():
    skills = [skill for domain in digcomp() for skill in domain.skills]
    assert len(skills) == 21
    assert {skill.is_translation for skill in skills} == {True}
    assert skills[0].official_wording.startswith("Browsing")


def test_pix_elements_are_verified_only_if_read_in_code():
    elements = {skill.code: skill.elements[0] for domain in pix() for skill in domain.skills}
    assert len(elements) == 16
    assert (elements["1.1"].is_verified, elements["2.2"].is_verified) == (True, False)


def test_texts_use_french_typography():
    assert typographic("l'écran : « s'identifier » ?") == "l’écran\u00a0: «\u00a0s’identifier\u00a0»\u00a0?"
    wordings = [skill.wording for domain in b2i_adultes() + pix() for skill in domain.skills]
    assert [wording for wording in wordings if "'" in wording] == []


def test_clea_and_pim_have_domains_only():
    assert [len(clea()), len(pim())] == [4, 5]
    assert {domain.skills for domain in clea() + pim()} == {()}


def test_each_framework_has_description():
    assert READERS.keys() == read_descriptions().keys()
