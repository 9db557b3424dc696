"""Who keeps watch: the animation of territories and the coordination; who may take a feed away."""

from reseau.permissions import is_coordinator
from ressources.authoring.watch_inbox.models import Feed
from ressources.permissions import is_reviewer, reviewer_required

may_keep_watch = is_reviewer
watcher_required = reviewer_required


def may_remove_feed(user, feed: Feed) -> bool:
    """Whether the member may stop reading a feed: who added it, a coordinator, anyone on watch once they left."""
    is_own = feed.added_by_id in {None, user.pk}
    return may_keep_watch(user) and (is_own or is_coordinator(user))
