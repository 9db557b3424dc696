"""A learner goes to a second EPM: their card opens their record there, and they end the following themselves."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, log_in


def test_second_epm_follows_a_learner_until_they_end_it(open_browser, hands):
    animator = hands(open_browser())
    log_in(animator, "animateur40@example.org")
    animator.go("/b2i/livrets/vient-aussi-ici/")
    animator.check(animator.page.get_by_label("La personne a donné son accord"))
    animator.check(animator.page.get_by_label("Oui", exact=True))
    animator.write("Numéro de la carte", "46-0006")
    animator.write("Code secret", "2580")
    animator.press("button", "Suivre aussi cette personne")
    expect(animator.page.get_by_role("main")).to_contain_text("avec son accord")
    record = animator.page.url

    learner = hands(open_browser(viewport=PHONE))
    learner.go("/carte/")
    learner.write("Numéro de la carte", "46-0006")
    learner.write("Code secret", "2580")
    learner.press("button", "Ouvrir mon livret")
    learner.page.wait_for_url("**/b2i/mon-livret/")
    learner.activate(learner.page.get_by_role("link", name=re.compile("Qui lit mon livret")))
    learner.page.wait_for_url("**/b2i/mon-livret/lecteurs/")
    learner.activate(learner.page.get_by_role("button", name=re.compile("Arrêter")))
    expect(learner.page.get_by_role("main")).to_contain_text("ne lit plus votre livret")

    assert animator.page.goto(record).status == 404
