"""A site of the release before: what members had declined stays declined, who asked for searches at once still does."""

from importlib import import_module

import pytest
from django.apps import apps

from alertes.choices.kinds.registry import declared_kinds
from alertes.choices.preferences.models.kind_choice import KindChoice
from alertes.choices.preferences.models.mail_choice import MailChoice
from alertes.choices.preferences.rhythms import rhythms_of
from alertes.declarations.events import SEARCH_NEWS
from alertes.enums import Matter, Rhythm

pytestmark = pytest.mark.django_db

migration = import_module("alertes.migrations.0011_searches_at_once")


def test_choices_of_the_former_page_are_kept(animator, colleague, stranger):
    """The former page saved every matter at once: `at_once` for those ticked, `never` for the others."""
    for matter in Matter:
        MailChoice.objects.create(member=animator, matter=matter, rhythm=Rhythm.NEVER)
        MailChoice.objects.create(member=colleague, matter=matter, rhythm=Rhythm.AT_ONCE)

    for _ in range(2):
        migration.keep_at_once(apps, None)

    assert KindChoice.objects.get().member == colleague
    for kind in declared_kinds().values():
        if kind.may_be_declined:
            assert rhythms_of([animator.pk, colleague.pk, stranger.pk], kind) == {
                animator.pk: Rhythm.NEVER,
                colleague.pk: Rhythm.AT_ONCE if kind is SEARCH_NEWS else kind.rhythm,
                stranger.pk: kind.rhythm,
            }
