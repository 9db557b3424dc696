"""Figures of workshops: how many were run, for how many people."""

from django.db.models import Exists, OuterRef, QuerySet

from b2i.frameworks.models.framework import Skill
from extranet.dashboards.steering.figure import Figure, ListRow, Section
from extranet.dashboards.steering.query_counts import counted_words
from extranet.dashboards.steering.scope import Scope
from reseau.texts.wording import day_in_full
from ressources.sheets.models.sheet import Sheet
from ressources.workshops.deliveries.models.delivery import Delivery


class Deliveries(Figure):
    slug, section = "ateliers", Section.WORKSHOPS
    words = ("atelier animé", "ateliers animés")
    definition = "Notés «\u00a0J’ai animé cet atelier\u00a0» sur une fiche."
    is_dated = True
    moment = "date"

    def rows(self, scope: Scope) -> QuerySet:
        deliveries = Delivery.objects.filter(scope.days("date"), scope.within("epm__commune__territory"))
        if not scope.domain:
            return deliveries
        links = Sheet.skills.through.objects.filter(sheet=OuterRef("sheet"))
        skills = Skill.objects.filter(domain__code=scope.domain, domain__framework__is_record_base=True)
        return deliveries.filter(Exists(links.filter(skill__in=skills.values("pk"))))

    def listed(self, rows: QuerySet) -> QuerySet:
        rows = rows.select_related("sheet", "epm", "member").order_by("-date", "-pk")
        return rows.only(
            "date", "headcount", "sheet__title", "sheet__slug", "sheet__live", "epm__name", "member__first_name",
            "member__last_name",
        )  # fmt: skip

    def row(self, counted: Delivery) -> ListRow:
        people = counted_words(counted.headcount, "personne", "personnes")
        facts = [day_in_full(counted.date), counted.epm.name, str(counted.member or ""), people]
        url = counted.sheet.get_absolute_url() if counted.sheet.live else ""
        return ListRow(counted.sheet.title, url, [fact for fact in facts if fact], counted.headcount)


class Participations(Deliveries):
    slug = "participations"
    words = ("participation", "participations")
    definition = "Personnes accueillies à ces ateliers\u00a0: qui vient deux fois compte deux fois."
    sum_of = "headcount"
    counts_people = True


WORKSHOP_FIGURES = (Deliveries(), Participations())
