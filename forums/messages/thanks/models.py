"""Thanks of a member for a message of somebody else."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from forums.messages.posts.models import Post


def with_thanks(posts: QuerySet[Post], user) -> QuerySet[Post]:
    """Add `thanks_count`, and `is_thanked` by `user`, to each post."""
    thanks = PostThanks.objects.filter(post=OuterRef("pk")).order_by()
    number = Subquery(thanks.values("post").annotate(number=Count("pk")).values("number"), IntegerField())
    return posts.annotate(thanks_count=Coalesce(number, 0), is_thanked=Exists(thanks.filter(member=user.pk)))


class PostThanks(models.Model):
    post = models.ForeignKey(Post, verbose_name="message", on_delete=models.CASCADE, related_name="thanks")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="membre", on_delete=models.CASCADE, related_name="post_thanks"
    )
    created = models.DateTimeField("le", auto_now_add=True)

    class Meta:
        verbose_name = "merci pour un message"
        verbose_name_plural = "mercis pour des messages"
        ordering = ["created", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "member"],
                name="post_thanked_once",
                violation_error_message="Vous avez déjà remercié pour ce message.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.post}"
