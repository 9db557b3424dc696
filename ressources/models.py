"""The library: workshop sheets written by animators for animators."""

from ressources.authoring.imports.models import ImportBatch, ImportedFile
from ressources.authoring.publication.territorial_review import TerritorialReview
from ressources.authoring.sheet_requests.models import SheetRequest
from ressources.authoring.topics.models import TopicOrigin
from ressources.authoring.upkeep.models import Obsolescence, ReviewDate
from ressources.authoring.watch_inbox.models import Feed, FeedItem, WhyDraft
from ressources.authoring.writing.models import KeptText
from ressources.files.models.attachment import Attachment
from ressources.files.models.picture import Picture
from ressources.library.collections.models import CollectedSheet, Collection
from ressources.library.discussions.models import SheetDiscussion
from ressources.library.models import LibraryPage
from ressources.library.readers.models import Favourite, Feedback, Thanks
from ressources.review.adaptations.models import Adaptation
from ressources.review.models import Remark, RemarkAnswer, ReviewAssignment
from ressources.review.versions.models import VersionName
from ressources.sheets.models.authorship import Authorship
from ressources.sheets.models.contribution import Contribution
from ressources.sheets.models.media import MediaPage
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.story import StoryPage
from ressources.sheets.models.tag import WorkshopTag
from ressources.sheets.models.watch import WatchPage
from ressources.sheets.models.workshop import Step, WorkshopPage
from ressources.workshops.deliveries.models.delivery import Delivery
from ressources.workshops.deliveries.models.delivery_tally import DeliveryTally
from ressources.workshops.open_workshops.models.booking import Booking
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop, WorkshopSeries

__all__ = [
    "Adaptation",
    "Attachment",
    "Authorship",
    "Booking",
    "CollectedSheet",
    "Collection",
    "Contribution",
    "Delivery",
    "DeliveryTally",
    "Favourite",
    "Feed",
    "FeedItem",
    "Feedback",
    "ImportBatch",
    "ImportedFile",
    "KeptText",
    "LibraryPage",
    "MediaPage",
    "Obsolescence",
    "OpenWorkshop",
    "Picture",
    "Remark",
    "RemarkAnswer",
    "ReviewAssignment",
    "ReviewDate",
    "Sheet",
    "SheetDiscussion",
    "SheetRequest",
    "Step",
    "StoryPage",
    "TerritorialReview",
    "Thanks",
    "TopicOrigin",
    "VersionName",
    "WatchPage",
    "WhyDraft",
    "WorkshopPage",
    "WorkshopSeries",
    "WorkshopTag",
]
