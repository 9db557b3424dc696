"""Check of `manage.py migrate` and `check --database default`: the key of the badges already given is here."""

from pathlib import Path

from django.conf import settings
from django.core.checks import Error
from django.db import connections

from b2i.outcomes.statements.badge_key import MissingBadgeKeyError
from b2i.outcomes.statements.models import Statement


def check_badge_key(app_configs, databases=None, **kwargs) -> list[Error]:
    """Return an error where there are statements and no key. A demonstration may start another."""
    if settings.DEMO or Path(settings.BADGE_KEY_FILE).exists():
        return []
    for alias in databases or []:
        tables = connections[alias].introspection.table_names()
        if Statement._meta.db_table in tables and Statement.objects.using(alias).exists():
            return [Error(str(MissingBadgeKeyError()), id="b2i.E001")]
    return []
