"""What the queries of sheets join for lists and pages, and how it is read where they did not."""

from collections.abc import Iterable

from django.utils.functional import cached_property

from b2i.frameworks.models.framework import Domain, Skill
from reseau.people.members.models.member import Member
from reseau.web.queries.json_rows import instances_of_rows


def domains_of(skills: Iterable[Skill]) -> list[Domain]:
    """Return the domains of the records' framework that the skills belong to, each once, in order."""
    domains = {skill.domain for skill in skills if skill.domain.framework.is_record_base}
    return sorted(domains, key=lambda domain: domain.order)


class JoinedColumns:
    # Filled by `with_favourite`. An attribute that is missing costs a template more than a query.
    is_favourite = False

    @property
    def tally(self):
        """How often it was run, None if it never was; joined by the queries of lists."""
        return getattr(self, "delivery_tally", None)

    @property
    def domains(self) -> list:
        """The domains of the records' framework that the sheet works on, each once, in order."""
        if hasattr(self, "domain_rows"):
            return sorted(instances_of_rows(Domain, self.domain_rows), key=lambda domain: domain.order)
        return domains_of(self.skills.all())

    @cached_property
    def coauthors(self) -> list[Member]:
        """Co-authors, by name; read once for each instance, unless its query joined them."""
        if hasattr(self, "coauthor_rows"):
            return instances_of_rows(Member, self.coauthor_rows)
        coauthors = Member.objects.filter(sheet_authorships__sheet=self.pk) if self.pk else Member.objects.none()
        return list(coauthors.order_by("search_name", "sheet_authorships"))
