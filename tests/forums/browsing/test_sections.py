"""Sections that other apps add to the page of a topic."""

import pytest

from forums.browsing import sections

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch):
    monkeypatch.setattr(sections.TOPIC_SECTIONS, "makers", [])


def test_section_is_on_the_page_of_each_matching_topic(client_of, animator, topic, figeac_topic):
    @sections.register
    def lantern(request, shown_topic):
        return ("components/_empty.html", {"text": f"Lanterne de {request.user}"}) if shown_topic == topic else None

    reader = client_of(animator)
    pages = [reader.get(page_topic.get_absolute_url()).content.decode() for page_topic in (topic, figeac_topic)]

    assert [page.count(f"<p>Lanterne de {animator}</p>") for page in pages] == [1, 0]


def test_sections_follow_the_order_of_registration_without_duplicates(rf, topic):
    def first(request, shown_topic):
        return "components/_empty.html", {"text": "un"}

    def second(request, shown_topic):
        return "components/_empty.html", {"text": "deux"}

    for maker in (first, second, first):
        sections.register(maker)

    assert ["un" in html for html in sections.sections_of(rf.get("/"), topic)] == [True, False]
