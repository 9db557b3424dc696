"""Unsaved texts: one for each window, never overwritten, deleted only after a warning."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from alertes.channels.notices.models import Notice
from reseau.texts.wording import day_in_full
from ressources.authoring.writing.models import KeptText, ResumedText
from ressources.authoring.writing.services import kept_texts
from ressources.authoring.writing.services import kept_texts as services_kept_texts
from tests.clock import freeze_time
from tests.factories.ressources import KeptTextFactory
from tests.moments import A_MINUTE

pytestmark = pytest.mark.django_db


def text_data(title: str, **fields: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({"title": title, **fields})
    return data


def begin(member, title: str, window: str, **options) -> KeptText:
    return services_kept_texts.create_kept_text(
        member=member, form="atelier", sheet=None, form_data=text_data(title), window=window, **options
    )


def titles() -> dict[str, str]:
    return dict(KeptText.objects.values_list("window", "title"))


def test_text_is_kept_as_it_is_typed(animator, draft):
    fields = {"tips": "Un conseil\r\nDeux & trois = é", "steps-0-minutes": "vingt"}
    text = services_kept_texts.create_kept_text(
        member=animator,
        form="atelier",
        sheet=draft,
        form_data=text_data("  Ranger\x00 ses   photos ", **fields),
        window="a",
    )
    text.refresh_from_db()
    assert text.post.dict() == {"title": "  Ranger\x00 ses   photos ", **fields}
    assert (str(text), text.sheet_id, text.member) == ("Ranger ses photos", draft.pk, animator)


def test_text_without_a_title_has_a_name():
    assert str(KeptText()) == "Sans titre"


def test_window_overwrites_only_its_own_text(animator, colleague):
    for member in (animator, colleague):
        begin(member, "Début", "a")
    begin(animator, "Autre", "b")
    assert services_kept_texts.update_kept_text(member=animator, form_data=text_data("Suite"), window="a", rank=1)
    assert dict(KeptText.objects.filter(member=animator).values_list("window", "title")) == {"a": "Suite", "b": "Autre"}
    assert KeptText.objects.get(member=colleague).title == "Début"


def test_late_data_is_ignored(animator):
    begin(animator, "Deux", "a", rank=2)
    assert services_kept_texts.update_kept_text(member=animator, form_data=text_data("Un"), window="a", rank=1)
    assert services_kept_texts.update_kept_text(member=animator, form_data=text_data("Deux encore"), window="a", rank=2)
    assert titles() == {"a": "Deux"}


def test_window_replaces_the_one_whose_text_it_resumed(animator):
    begin(animator, "Hier", "hier", rank=9)
    assert services_kept_texts.update_kept_text(
        member=animator, form_data=text_data("Ce matin"), window="matin", resumed_text=ResumedText("hier"), rank=1
    )
    assert titles() == {"matin": "Ce matin"}


def test_second_window_on_a_text_does_not_take_it_from_the_first(animator):
    begin(animator, "Hier", "hier")
    services_kept_texts.update_kept_text(
        member=animator, form_data=text_data("Première"), window="1", resumed_text=ResumedText("hier"), rank=1
    )
    assert not services_kept_texts.update_kept_text(
        member=animator, form_data=text_data("Seconde"), window="2", resumed_text=ResumedText("hier"), rank=1
    )
    begin(animator, "Seconde", "2")
    assert titles() == {"1": "Première", "2": "Seconde"}


def test_text_changed_since_the_form_was_opened_is_not_overwritten(animator):
    resumed_text = begin(animator, "Hier", "hier").resumed
    services_kept_texts.update_kept_text(
        member=animator, form_data=text_data("Arrivé en retard"), window="hier", rank=1
    )
    assert not services_kept_texts.update_kept_text(
        member=animator, form_data=text_data("Ce matin"), window="matin", resumed_text=resumed_text, rank=1
    )
    assert services_kept_texts.delete_kept_texts(member=animator, window="matin", resumed_text=resumed_text) == 0
    assert titles() == {"hier": "Arrivé en retard"}


@pytest.mark.parametrize("text", ["", "x" * 33, "fenetre~pas-une-date", "fenetre~2026-13-45T00:00:00", "fen\x00etre"])
def test_resumed_text_is_parsed_back(text):
    assert ResumedText.parse(text) in (ResumedText(), ResumedText("fenetre"))


def test_text_sent_twice_is_created_once(animator):
    assert begin(animator, "Un", "a") == begin(animator, "Un", "a")


def test_text_of_others_is_not_resumed(animator, colleague):
    begin(colleague, "À un collègue", "a")
    assert not services_kept_texts.update_kept_text(
        member=animator, form_data=text_data("À moi"), window="b", resumed_text=ResumedText("a"), rank=1
    )
    assert KeptText.objects.get().title == "À un collègue"


def test_form_that_cannot_be_saved_is_kept_in_its_window(animator):
    for title, window, resumed_window in (("Un", "a", ""), ("Deux", "a", ""), ("Trois", "b", "a")):
        options = {"window": window, "resumed_text": ResumedText(resumed_window)}
        text = services_kept_texts.keep_form_data(
            member=animator, form="atelier", sheet=None, form_data=text_data(title), **options
        )
    assert (text.title, titles()) == ("Trois", {"b": "Trois"})


@pytest.mark.parametrize("is_begun", [True, False])
def test_nothing_comes_after_a_form_that_was_sent(animator, is_begun):
    if is_begun:
        begin(animator, "Un", "a", rank=1)
    services_kept_texts.keep_form_data(
        member=animator, form="atelier", sheet=None, form_data=text_data("Deux"), window="a"
    )
    for rank in (2, services_kept_texts.MAX_RANK):
        assert services_kept_texts.update_kept_text(
            member=animator, form_data=text_data("Un encore"), window="a", rank=rank
        )
    assert titles() == {"a": "Deux"}


def test_saved_text_is_deleted(animator, colleague):
    for window in ("a", "b", "c"):
        begin(animator, window, window)
    begin(colleague, "À un collègue", "a")
    assert services_kept_texts.delete_kept_texts(member=animator, window="a", resumed_text=ResumedText("b")) == 2
    assert titles() == {"c": "c", "a": "À un collègue"}


def test_number_of_texts_of_a_member_is_limited_with_a_message(animator, colleague, monkeypatch):
    monkeypatch.setattr(kept_texts, "MAX_KEPT", 1)
    begin(animator, "Un", "a")
    with pytest.raises(ValidationError, match="Vous avez déjà"):
        begin(animator, "Deux", "b")
    assert begin(animator, "Un", "a").title == "Un"
    assert begin(colleague, "À un collègue", "a").title == "À un collègue"


def test_text_over_the_limits_of_a_sheet_is_refused(animator):
    with pytest.raises(ValidationError, match="trop long"):
        begin(animator, "x", "a").typed and services_kept_texts.update_kept_text(
            member=animator, form_data=text_data("x", tips="é" * 200_000), window="a"
        )
    assert KeptText.objects.get().post["title"] == "x"


def test_text_outlives_its_sheet(animator, draft):
    text = KeptTextFactory(member=animator, sheet=draft)
    draft.delete()
    text.refresh_from_db()
    assert text.sheet is None


def days_ago(days: int):
    return timezone.now() - timedelta(days=days)


def test_old_text_is_announced_once_then_deleted(animator):
    old = KeptTextFactory(member=animator, title="Vieille idée", written=days_ago(77))
    KeptTextFactory(member=animator, written=days_ago(70))
    assert (services_kept_texts.warn_of_old_texts(), services_kept_texts.warn_of_old_texts()) == (1, 0)
    notice = Notice.objects.get()
    assert (notice.member, notice.url) == (animator, "/ressources/mes-fiches/")
    assert animator.mail_items.get().key == notice.key
    assert notice.text.startswith("Vous aviez commencé «\u00a0Vieille idée\u00a0» le ")
    assert f"effacé le {day_in_full(timezone.localdate() + timedelta(days=14))}" in notice.text
    assert services_kept_texts.delete_old_texts() == 0
    KeptText.objects.filter(pk=old.pk).update(warned=days_ago(15))
    assert (services_kept_texts.delete_old_texts(), KeptText.objects.filter(pk=old.pk).exists()) == (1, False)


def test_text_is_announced_after_seventy_six_days_and_deleted_two_weeks_later(animator):
    written = timezone.now()
    KeptTextFactory(member=animator, written=written)
    announced = written + timedelta(days=76) + A_MINUTE
    for moment, count in ((announced - A_MINUTE, 0), (announced, 1)):
        with freeze_time(moment):
            assert services_kept_texts.warn_of_old_texts() == count, moment
    for moment, count in ((announced + timedelta(days=14), 0), (announced + timedelta(days=14) + A_MINUTE, 1)):
        with freeze_time(moment):
            assert services_kept_texts.delete_old_texts() == count, moment


def test_text_changed_after_the_warning_stays(animator):
    KeptTextFactory(member=animator, window="a", written=days_ago(90), warned=days_ago(13))
    services_kept_texts.update_kept_text(member=animator, form_data=text_data("Reprise"), window="a")
    assert KeptText.objects.get().warned is None
    assert (services_kept_texts.warn_of_old_texts(), services_kept_texts.delete_old_texts()) == (0, 0)
