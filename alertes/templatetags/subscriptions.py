"""The button that follows an object: `{% load subscriptions %}{% follow_button "topic" topic.pk %}`."""

from django import template

from alertes.choices.subscriptions.forms import RHYTHMS
from alertes.choices.subscriptions.models import Subscription
from alertes.choices.subscriptions.subjects import declared_subject_kinds, split_subject, tag_subject
from reseau.permissions import is_network_member

register = template.Library()


@register.inclusion_tag("alertes/choices/subscriptions/_follow.html", takes_context=True)
def follow_button(context, kind: str, key, form: str = "") -> dict:
    """Give the state of the button; `form` is a form of the page that it may use.

    One query for a member of the network; nothing for others.
    """
    return _button(context, f"{kind}:{key}") | {"form": form}


@register.inclusion_tag("alertes/choices/subscriptions/_follow.html", takes_context=True)
def follow_tag_button(context, word: str | None) -> dict:
    """Give the button that follows a tag, by its name or by its slug; nothing without one."""
    return _button(context, tag_subject(word)) if word else {}


def _button(context, subject: str) -> dict:
    request = context["request"]
    if not subject or not is_network_member(request.user):
        return {}
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "subject": subject,
        "kind": declared_subject_kinds()[split_subject(subject)[0]],
        "subscription": Subscription.objects.visible_to(request.user).about(subject).first(),
        "rhythms": RHYTHMS,
    }
