"""The library: workshop sheets written by animators for animators."""

from ressources.adaptations.models import Adaptation
from ressources.collections.models import CollectedSheet, Collection
from ressources.deliveries.models.delivery import Delivery
from ressources.deliveries.models.delivery_tally import DeliveryTally
from ressources.discussions.models import SheetDiscussion
from ressources.files.models.attachment import Attachment
from ressources.files.models.picture import Picture
from ressources.imports.models import ImportBatch, ImportedFile
from ressources.library.models import LibraryPage
from ressources.open_workshops.models.booking import Booking
from ressources.open_workshops.models.series import WorkshopSeries
from ressources.open_workshops.models.workshop import OpenWorkshop
from ressources.publication.models import TerritorialReview
from ressources.readers.models.favourite import Favourite
from ressources.readers.models.feedback import Feedback
from ressources.readers.models.thanks import Thanks
from ressources.review.models import Remark, RemarkAnswer, ReviewAssignment
from ressources.sheet_requests.models import SheetRequest
from ressources.sheets.models.authorship import Authorship
from ressources.sheets.models.contribution import Contribution
from ressources.sheets.models.media import MediaPage
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.story import StoryPage
from ressources.sheets.models.tag import WorkshopTag
from ressources.sheets.models.watch import WatchPage
from ressources.sheets.models.workshop import Step, WorkshopPage
from ressources.topics.models import TopicOrigin
from ressources.upkeep.models import Obsolescence, ReviewDate
from ressources.versions.models import VersionName
from ressources.watch_inbox.models import Feed, FeedItem, WhyDraft
from ressources.writing.models import KeptText

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
