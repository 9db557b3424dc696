"""The library: workshop sheets written by animators for animators."""

from ressources.models.adaptation import Adaptation
from ressources.models.assignment import ReviewAssignment
from ressources.models.attachment import Attachment
from ressources.models.authorship import Authorship
from ressources.models.collection import CollectedSheet, Collection
from ressources.models.contribution import Contribution
from ressources.models.delivery import Delivery
from ressources.models.delivery_tally import DeliveryTally
from ressources.models.favourite import Favourite
from ressources.models.feedback import Feedback
from ressources.models.imports import ImportBatch, ImportedFile
from ressources.models.kept_text import KeptText
from ressources.models.library import LibraryPage
from ressources.models.media import MediaPage
from ressources.models.obsolescence import Obsolescence
from ressources.models.open_workshop import OpenWorkshop
from ressources.models.picture import Picture
from ressources.models.remark import Remark, RemarkAnswer
from ressources.models.review import TerritorialReview
from ressources.models.review_date import ReviewDate
from ressources.models.sheet import Sheet
from ressources.models.story import StoryPage
from ressources.models.tag import SheetTag, TagAlias, WorkshopTag
from ressources.models.thanks import Thanks
from ressources.models.topic_origin import TopicOrigin
from ressources.models.version_name import VersionName
from ressources.models.watch import WatchPage
from ressources.models.workshop import Step, WorkshopPage

__all__ = [
    "Adaptation",
    "Attachment",
    "Authorship",
    "CollectedSheet",
    "Collection",
    "Contribution",
    "Delivery",
    "DeliveryTally",
    "Favourite",
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
    "SheetTag",
    "Step",
    "StoryPage",
    "TagAlias",
    "TerritorialReview",
    "Thanks",
    "TopicOrigin",
    "VersionName",
    "WatchPage",
    "WorkshopPage",
    "WorkshopTag",
]
