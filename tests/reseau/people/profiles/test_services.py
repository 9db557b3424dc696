"""What a member can teach is a list of tags, which follow their merges."""

import pytest
from django.core.exceptions import ValidationError

from reseau.people.profiles.services import MAX_KNOW_HOWS, merge_know_hows, set_know_how
from reseau.texts.tags.models import Tag


def names(member) -> list[str]:
    return sorted(member.know_hows.values_list("tag__name", flat=True))


def test_tags_replace_those_of_before_and_keep_the_case_of_the_site(animator):
    Tag.objects.create(name="Linux", slug="linux")
    set_know_how(member=animator, text="tableur, wifi")

    set_know_how(member=animator, text="wifi ; LINUX")

    assert names(animator) == ["Linux", "wifi"]


def test_too_many_are_refused_and_nothing_changes(animator):
    set_know_how(member=animator, text="wifi")

    with pytest.raises(ValidationError, match="8 mots-clés au plus"):
        set_know_how(member=animator, text=", ".join(f"mot{n}" for n in range(MAX_KNOW_HOWS + 1)))

    assert names(animator) == ["wifi"]


def test_merged_tag_is_replaced_once_on_each_member(animator, colleague, stranger):
    set_know_how(member=animator, text="courriel, courriels")
    set_know_how(member=colleague, text="courriels")
    set_know_how(member=stranger, text="wifi")
    target, merged = Tag.objects.get(name="courriel"), Tag.objects.get(name="courriels")

    assert merge_know_hows(merged=[merged], target=target) == 2

    assert [names(member) for member in (animator, colleague, stranger)] == [["courriel"], ["courriel"], ["wifi"]]
