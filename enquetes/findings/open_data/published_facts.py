"""What the public page says of published open data: numbers, how people are protected, the dictionary."""

from itertools import groupby
from typing import Any

from enquetes.design.variables.variable import coded_questions
from enquetes.findings.open_data.columns import OpenColumn
from enquetes.findings.open_data.package import INVENTED, OpenPackage
from enquetes.findings.open_data.table import WEIGHT
from questionnaires.questions.outline import outline_of


def facts_of(package: OpenPackage, *, archive: bytes, table: str) -> dict[str, Any]:
    """Return what is kept of a package, as JSON. `archive`, `table`: the files, for their sizes."""
    outline = outline_of(package.campaign.version)
    questions = outline.by_code | coded_questions(outline)
    wordings = {code: question.wording for code, question in questions.items()}
    extra = [WEIGHT] if package.table.weighting else []
    extra += [INVENTED.name] if package.campaign.is_synthetic else []
    return {
        "rows": len(package.rows),
        "suppressed": package.suppressed,
        "wanted": package.check.wanted,
        "traits": package.published.trait_titles,
        "source": package.table.weighting.source if package.table.weighting else "",
        "entries": [
            _entry(wordings[code], list(columns))
            for code, columns in groupby(package.table.columns, key=lambda column: column.question)
        ],
        "extra": extra,
        "sizes": {"csv": len(table.encode()), "zip": len(archive)},
    }


def _entry(wording: str, columns: list[OpenColumn]) -> dict[str, Any]:
    """Return an entry of the dictionary: the columns that come from one question."""
    first = columns[0]
    names = [[column.name, column.title.removeprefix(wording).strip()] for column in columns]
    return {"title": wording, "asked": first.asked, "columns": names, "codes": list(first.codes.items())}
