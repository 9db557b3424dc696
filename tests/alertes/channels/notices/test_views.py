"""The page of a member's notices, and its two buttons."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alertes.channels.notices.models import Notice
from tests.factories.alertes import NoticeFactory
from tests.factories.reseau import MemberFactory

pytestmark = pytest.mark.django_db

LIST = "/alertes/"


def test_addresses_do_not_change():
    assert (reverse("alertes:list"), reverse("alertes:read_all"), reverse("alertes:open", args=[7])) == (
        LIST,
        "/alertes/tout-lire/",
        "/alertes/7/ouvrir/",
    )


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ["alertes:list", "alertes:read_all"])
def test_visitor_is_redirected_to_login(client, name, method):
    response = getattr(client, method)(reverse(name))

    assert (response.status_code, response.url.partition("?")[0]) == (302, "/connexion/")


def test_learner_gets_404(client_of, learner):
    notice = NoticeFactory(member=learner)
    browser = client_of(learner)

    assert browser.get(LIST).status_code == 404
    assert browser.post(reverse("alertes:open", args=[notice.pk])).status_code == 404
    assert browser.post(reverse("alertes:read_all")).status_code == 404
    assert Notice.objects.unread().count() == 1


def test_list_shows_own_notices_unread_first(client_of, animator, colleague):
    read_notice = NoticeFactory(member=animator, read=True)
    unread_notice = NoticeFactory(member=animator)
    NoticeFactory(member=colleague)

    assert list(client_of(animator).get(LIST).context["notices"]) == [unread_notice, read_notice]


def test_empty_list_shows_what_will_come(client_of, animator):
    page = client_of(animator).get(LIST).content.decode()

    assert "Rien de nouveau pour vous" in page
    assert "Tout marquer comme lu" not in page


def test_reading_the_list_writes_nothing(client_of, animator):
    NoticeFactory(member=animator)
    browser = client_of(animator)

    with CaptureQueriesContext(connection) as queries:
        browser.get(LIST)

    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}


def test_opening_a_notice_marks_it_read_and_redirects(client_of, animator):
    notice = NoticeFactory(member=animator, url="/forums/reseau/cle-usb/message/3/")
    other_notice = NoticeFactory(member=animator)

    response = client_of(animator).post(reverse("alertes:open", args=[notice.pk]))

    assert (response.status_code, response.url) == (302, "/forums/reseau/cle-usb/message/3/")
    assert list(Notice.objects.unread()) == [other_notice]


@pytest.mark.parametrize("url", ["https://ailleurs.example.org/", "//ailleurs.example.org/", "javascript:alert(1)", ""])
def test_notice_redirects_inside_the_site_only(client_of, animator, url):
    notice = NoticeFactory(member=animator, url=url)

    assert client_of(animator).post(reverse("alertes:open", args=[notice.pk])).url == LIST


def test_notice_is_opened_by_post_only(client_of, animator):
    notice = NoticeFactory(member=animator)

    assert client_of(animator).get(reverse("alertes:open", args=[notice.pk])).status_code == 405
    assert Notice.objects.unread().count() == 1


def test_notice_of_another_member_is_not_found_and_stays_unread(client_of, animator, colleague):
    notice = NoticeFactory(member=colleague)

    assert client_of(animator).post(reverse("alertes:open", args=[notice.pk])).status_code == 404
    assert Notice.objects.unread().count() == 1


def test_mark_all_reads_own_notices_only(client_of, animator, colleague):
    NoticeFactory.create_batch(2, member=animator)
    notice_of_colleague = NoticeFactory(member=colleague)

    response = client_of(animator).post(reverse("alertes:read_all"), follow=True)

    assert response.redirect_chain == [(LIST, 302)]
    assert [str(message) for message in response.context["messages"]] == ["Toutes vos alertes sont lues."]
    assert list(Notice.objects.unread()) == [notice_of_colleague]


def test_page_has_twenty_notices(client_of, animator):
    NoticeFactory.create_batch(21, member=animator)
    browser = client_of(animator)

    assert [len(browser.get(LIST, {"page": page}).context["notices"]) for page in (1, 2)] == [20, 1]


def test_list_costs_as_many_queries_with_1_and_30_notices(client_of, animator):
    browser = client_of(animator)
    counts = []
    for number in (1, 29):
        NoticeFactory.create_batch(number, member=animator, url="/forums/")
        with CaptureQueriesContext(connection) as queries:
            browser.get(LIST)
        counts.append(len(queries))

    assert counts == [6, 6]


def test_closed_account_is_logged_out(client_of):
    member = MemberFactory()
    NoticeFactory(member=member)

    assert client_of(member).get(LIST).url == "/connexion/?acces=ferme"
