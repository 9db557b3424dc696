"""Who looks after the words of the search: whoever may change synonyms in Wagtail, the coordination as it is set up."""

from functools import wraps

from django.http import Http404


def may_edit_synonyms(user) -> bool:
    return user.is_authenticated and user.has_perm("search.change_synonymset")


def synonym_editor_required(view):
    """Decorator of views: the others read a 404, as if the page did not exist."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if not may_edit_synonyms(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    checked.predicates = (may_edit_synonyms,)
    return checked
