"""The origin of a sheet in a topic of the forum: a link for those who may read both."""

from django.db import models

from forums.threads.topics.models import Topic


class TopicOrigin(models.Model):
    """The topic that a sheet was made from."""

    sheet = models.OneToOneField(
        "ressources.Sheet", verbose_name="fiche", on_delete=models.CASCADE, related_name="topic_origin"
    )
    topic = models.ForeignKey(
        Topic, verbose_name="sujet d’origine", on_delete=models.CASCADE, related_name="sheet_origins"
    )

    class Meta:
        verbose_name = "sujet d’origine d’une fiche"
        verbose_name_plural = "sujets d’origine des fiches"

    def __str__(self) -> str:
        return str(self.topic)

    def topic_for(self, user) -> Topic | None:
        """Return the topic if `user` may read it; otherwise nothing reveals it."""
        return self.topic if self.topic.forum.is_visible_to(user) else None
