"""Draw the address of each member's feeds anew, once, with a word to them: their alerts named learners until now."""

from django.db import migrations
from django.utils import timezone

KEY = "feeds:without-names"
TITLE = "Les adresses de vos flux ont changé"
WORDS = (
    f"{TITLE}\u00a0: vos alertes n’y nomment plus les personnes qui apprennent. "
    "Supprimez les anciens flux de votre lecteur, qui garde des noms, puis copiez les nouvelles adresses."
)
PAGE = "/flux/"
KIND, MATTER = "extranet.access_changed", "from_public"


def draw_anew(apps, schema_editor) -> None:
    now = timezone.now()
    Mail, Notice = apps.get_model("alertes", "Mail"), apps.get_model("alertes", "Notice")
    feeds = apps.get_model("reseau", "NewsFeed").objects.filter(created__lt=now)
    owners = list(feeds.filter(member__is_active=True).order_by("pk").values_list("member", "member__email"))
    Notice.objects.bulk_create(
        [Notice(member_id=pk, key=KEY, kind=KIND, text=WORDS, url=PAGE, page=PAGE) for pk, _ in owners],
        ignore_conflicts=True,
    )
    about = {"key": KEY, "kind": KIND, "matter": MATTER, "subject": TITLE, "text": WORDS, "url": PAGE}
    Mail.objects.bulk_create(
        [Mail(member_id=pk, follows_notice=True, **about) for pk, email in owners if email], ignore_conflicts=True
    )
    feeds.update(created=now)


class Migration(migrations.Migration):
    dependencies = [
        ("extranet", "0016_table_changes"),
        ("alertes", "0022_matter_of_projects"),
        ("reseau", "0024_place_imports"),
    ]

    # The way back leaves the new addresses: the former ones gave names away.
    operations = [migrations.RunPython(draw_anew, migrations.RunPython.noop, elidable=True)]
