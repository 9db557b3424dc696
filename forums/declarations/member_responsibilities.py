"""What a member holds in the forums: the questions that they have in hand."""

from collections.abc import Sequence

from django.db.models import Q

from forums.threads.clock.models import QuestionWatch
from forums.threads.clock.services import bring_back_in_hand, pass_in_hand
from reseau.people.departures.responsibilities import Responsibility
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position


class QuestionsInHand(Responsibility):
    """An heir who watches over the forum takes the question in hand; else it climbs again for those who do."""

    name = "questions"
    label = "Questions des forums prises en charge"

    def objects(self, position: Position) -> Sequence[QuestionWatch]:
        watches = QuestionWatch.objects.waiting().filter(taken_by=position.member_id)
        return list(watches.select_related("topic__forum").order_by("started", "pk"))

    def pass_on(self, objects, *, position: Position, successor: Member | None, by: Member) -> None:
        for watch in objects:
            pass_in_hand(topic=watch.topic, holder=position.member, heir=successor)

    def take_back(self, keys: Sequence[int], *, position: Position, heir: Member | None, by: Member) -> int:
        """Bring back the questions that still wait, and that nobody but the heir has in hand."""
        waiting = QuestionWatch.objects.waiting().filter(Q(taken_by=heir) | Q(taken_by=None), pk__in=keys)
        watches = list(waiting.select_related("topic", "taken_by"))
        for watch in watches:
            bring_back_in_hand(topic=watch.topic, holder=watch.taken_by, member=position.member)
        return len(watches)


RESPONSIBILITIES = (QuestionsInHand(),)
