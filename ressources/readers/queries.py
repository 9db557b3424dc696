"""What readers make of the sheets of a list, as columns of its own query: favourites, thanks, feedback."""

from django.db import models
from wagtail.models import PageQuerySet

from reseau.permissions import is_network_member
from ressources.collections.models import CollectedSheet
from ressources.readers.models.favourite import Favourite
from ressources.readers.models.feedback import Feedback
from ressources.readers.models.thanks import Thanks


class Counted(models.Subquery):
    """How many rows of a queryset there are, as a column of another."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = models.IntegerField()


class ReadSheetQuerySet(PageQuerySet):
    def with_readers(self, user):
        """What readers make of each sheet: `thanks_count` and, for a member, what she did herself.

        That is `is_favourite`, `is_thanked`, `collected_count`, in how many of her collections it is; and
        `feedback_count`, what readers wrote and nobody has settled yet.
        """
        found = self.annotate(thanks_count=Counted(_about_it(Thanks)))
        if not is_network_member(user):
            return found
        thanked = models.Exists(_about_it(Thanks).filter(member=user))
        collected = _about_it(CollectedSheet).filter(collection__owner=user, collection__deleted=None)
        found = found.with_favourite(user).with_feedback_count()
        return found.annotate(is_thanked=thanked, collected_count=Counted(collected))

    def with_favourite(self, user):
        """Fills `is_favourite` for a member of the network."""
        if not is_network_member(user):
            return self
        return self.annotate(is_favourite=models.Exists(_about_it(Favourite).filter(member=user)))

    def with_feedback_count(self):
        """Fills `feedback_count`: what readers wrote and nobody has settled yet."""
        return self.annotate(feedback_count=Counted(_about_it(Feedback).unsettled()))


def _about_it(model: type[models.Model]) -> models.QuerySet:
    """Rows of `model` about the sheet at hand, for a subquery."""
    return model.objects.filter(sheet=models.OuterRef("pk")).order_by()
