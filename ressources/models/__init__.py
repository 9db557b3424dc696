"""The library: workshop sheets written by animators for animators."""

from ressources.models.library import LibraryPage
from ressources.models.review import TerritorialReview
from ressources.models.workshop import Step, WorkshopPage, WorkshopTag

__all__ = ["LibraryPage", "Step", "TerritorialReview", "WorkshopPage", "WorkshopTag"]
