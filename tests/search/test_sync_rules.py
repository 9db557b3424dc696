"""Every table that a document reads is watched for changes."""

import re

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from enquetes.findings.publication.models import PublishedResults
from extranet.interface.help.services import load_guide
from extranet.public.presentation.services import ensure_presentation_pages
from projets.public_pages.services import show_figure
from projets.steering.extracts.models import PublicDecision, PublicItem
from projets.steering.meetings.services.agenda import save_item
from projets.steering.minutes.services import approve_minutes, save_minutes
from reseau.people.members.models.member import Member
from ressources.sheets.short_contents import MediaContent, StoryContent, WatchContent
from ressources.workshops.deliveries.models.delivery_tally import DeliveryTally
from search.index.source_rows import documents_of, keys_of
from search.sources.registry import SearchSource, sources
from tests.factories.accueil import OpeningSlotFactory, PartnerServiceFactory
from tests.factories.agenda import MeetingFactory
from tests.factories.b2i import ElementFactory, SkillFactory
from tests.factories.committee import DecisionFactory, SteeringMeetingFactory
from tests.factories.enquetes import CampaignFactory
from tests.factories.equipment import EquipmentFactory
from tests.factories.extranet import add_news
from tests.factories.formation import SessionFactory, TrainingPageFactory
from tests.factories.forums import PostFactory
from tests.factories.open_workshops import OpenWorkshopFactory
from tests.factories.patrimoine import OutingFactory, TrailStopFactory
from tests.factories.projets import PoolingFactory, ProjectFactory
from tests.factories.qualite import CriterionFactory
from tests.factories.reseau import MemberFactory, PositionFactory
from tests.factories.ressources import SheetFactory
from tests.factories.telework import SeatFactory
from tests.factories.tickets import TicketBodyFactory

TABLES = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
# Rows that never change.
FIXED = {ContentType}
# Joined for the page of a sheet, which names its author; its document does not use it. Only workshops are delivered.
NOT_TOLD = {"sheet": {Member}, **{kind: {Member, DeliveryTally} for kind in ("watch", "story", "media")}}


def listened(source: SearchSource) -> set[type]:
    """Models whose changes update the documents of that kind."""
    options = source.model._meta
    links = {field.remote_field.through for field in options.many_to_many}
    return {source.model, *options.get_parent_list(), *source.related(), *links, *FIXED}


def read_for(source: SearchSource) -> set[type]:
    """Models whose tables are read to describe every document of that kind."""
    with CaptureQueriesContext(connection) as captured_queries:
        documents, errors = documents_of(source, keys_of(source))
    assert (len(documents) > 0, errors) == (True, {})
    table_names = {name for query in captured_queries for name in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}
    return {TABLES[name] for name in table_names}


@pytest.fixture
def _one_of_each(site_tree, figeac):
    """One object of each kind, with all its related objects."""
    skill = ElementFactory().skill
    sheet = SheetFactory(data__tags=("photo",), data__skills=(skill.pk,))
    common_fields = {"title": "Autre fiche", "aim": "Pour voir.", "tags": ("photo",), "skills": (skill.pk,)}
    SheetFactory(data=WatchContent(**common_fields, link="https://example.org/", why="On nous le demande."))
    SheetFactory(data=StoryContent(**common_fields, story="Une salle ouverte.", result="Douze personnes."))
    SheetFactory(data=MediaContent(**common_fields, form="video"))
    training = TrainingPageFactory()
    training.tags.add("groupe")
    training.skills.add(SkillFactory())
    training.save()
    SessionFactory(training=training, epm=sheet.epm)
    PostFactory(topic__forum__territory=figeac)
    OpenWorkshopFactory(sheet=sheet, epm=sheet.epm)
    PositionFactory(territorial=True, territory=figeac)
    MeetingFactory()
    EquipmentFactory()
    OpeningSlotFactory(partner=PartnerServiceFactory().partner)
    SeatFactory()
    TrailStopFactory(trail__territory=figeac, place__commune__territory=figeac)
    OutingFactory(epm=sheet.epm)
    OutingFactory(epm=sheet.epm, along_a_trail=True, trail__territory=figeac)
    TicketBodyFactory()
    about = ProjectFactory(epm=sheet.epm, territories=[figeac])
    show_figure(chantier=about.chantier, figure="epm", since=about.state_since)
    PoolingFactory()
    seen = SteeringMeetingFactory(held=True)
    item = save_item(meeting=seen, title="Le projet", project=about)
    PublicDecision.objects.create(decision=DecisionFactory(item=item))
    save_minutes(meeting=seen, texts={each.pk: "Cent lieux." for each in seen.items.all()}, by=MemberFactory())
    approve_minutes(meeting=seen, approved_in=SteeringMeetingFactory(held=True, date=timezone.localdate()))
    PublicItem.objects.create(item=item, words="Cent lieux.")
    CriterionFactory()
    PublishedResults.objects.create(campaign=CampaignFactory(), content={"sections": []})
    add_news()
    ensure_presentation_pages(home=site_tree)
    load_guide()


@pytest.mark.usefixtures("_one_of_each")
def test_every_table_that_a_document_reads_is_watched():
    unwatched = {each.kind: read_for(each) - listened(each) for each in sources()}

    assert {kind: tables for kind, tables in unwatched.items() if tables} == NOT_TOLD
