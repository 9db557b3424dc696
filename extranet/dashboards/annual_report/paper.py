"""The report of a year on paper: four pages, each chart with its sentence and its table."""

from django.conf import settings
from django.template.loader import render_to_string

from extranet.dashboards.annual_report.report import (
    FIRST_PAGE,
    LAST_PAGE,
    AnnualReport,
    figures_table,
    months_table,
    territories_table,
    training_places_table,
    training_table,
    waiting_table,
)
from extranet.dashboards.steering.board import BoardFigure, TerritoryLine
from extranet.dashboards.steering.charts import BarChart, LineChart
from formation.year.training_report.tables import Table
from reseau.documents.drawings.colours import Theme, palette
from reseau.documents.papers.paper import Paper

TEMPLATE = settings.BASE_DIR / "extranet" / "dashboards" / "annual_report" / "rapport.typ"
KIND = "Rapport annuel du réseau"
KEY_FIGURES = ("ateliers", "participations", "epm-actifs", "demi-journees")
# The rules of static/css/components/chart.css, for a drawing that no page holds.
STYLE = """text{{font-family:'Atkinson Hyperlegible Next';font-size:13px;fill:{soft}}}
.label{{fill:{ink};font-weight:700}}.axis{{stroke:{line};fill:none}}.line{{fill:none;stroke:{river};stroke-width:3;stroke-linejoin:round;stroke-linecap:round}}
.pace{{fill:none;stroke:{edge};stroke-width:2;stroke-dasharray:2 6;stroke-linecap:round}}
.area{{fill:{river};fill-opacity:.12}}.dot{{fill:{river};stroke:#fff;stroke-width:2}}"""


def report_paper(report: AnnualReport) -> Paper:
    """Render the report."""
    year = report.year
    return Paper.of(
        TEMPLATE,
        title=f"{KIND} {year}",
        kind=KIND,
        year=str(year),
        origin=settings.ORGANISATION,
        site=settings.WAGTAIL_SITE_NAME,
        day=report.period_words,
        tiles=[_tile(report.board[slug]) for slug in KEY_FIGURES],
        workshops=_chart(report.workshops, months_table(report.workshops, "Ateliers animés", year=year)),
        figures=_table(figures_table(report, *FIRST_PAGE)),
        half_days=_chart(report.half_days, months_table(report.half_days, "Demi-journées, en cumul", year=year)),
        training=_table(training_table(report)),
        training_places=_table(training_places_table(report)),
        territories=_table(territories_table(report)),
        places=_places(report),
        domains={"sentence": report.domains.sentence, "bars": _domain_bars(report.domains)},
        sheets=_chart(report.sheets, months_table(report.sheets, "Fiches parues", year=year)),
        others=_table(figures_table(report, *LAST_PAGE)),
        waiting=_table(waiting_table(report)),
        definitions=[[line.figure.title, line.figure.definition] for line in report.board.figures.values()],
    )


def _tile(line: BoardFigure) -> list[str]:
    return [line.shown, line.label, f"{line.change.words} sur un an" if line.before and line.change else ""]


def _places(report: AnnualReport) -> dict:
    """Return the workshops of each territory, their share of the highest number, and the sentence of the chart."""
    counts = {line.name: _workshops_of(line) for line in report.lines[:-1]}
    most, total = max(counts.values(), default=0) or 1, sum(counts.values()) or 1
    first = max(counts, key=counts.get, default="")
    sentence = f"{first} anime {round(100 * most / total)}\u00a0% des ateliers" if counts.get(first) else "Les ateliers"
    bars = [[name, str(count), round(count / most, 3), ""] for name, count in counts.items()]
    return {"sentence": sentence, "bars": bars}


def _workshops_of(line: TerritoryLine) -> int:
    return next(cell.value for cell in line.cells if cell.figure.slug == "ateliers")


def _domain_bars(chart: BarChart) -> list[list]:
    return [[bar.words, str(bar.value), round(bar.value / chart.most, 3), bar.hue] for bar in chart.bars]


def _chart(chart: LineChart, table: Table) -> dict:
    return {
        "sentence": chart.sentence,
        "alt": f"{chart.sentence}. Par mois\u00a0: {chart.reading}.",
        "svg": chart_svg(chart),
        "table": _table(table),
    }


def chart_svg(chart: LineChart) -> str:
    """Return the drawing of the page as a whole SVG file, with the colours of the site by day."""
    drawn = render_to_string("extranet/dashboards/steering/_line_chart.html", {"chart": chart}).strip()
    style = STYLE.format(**{name.replace("-", "_"): value for name, value in palette(Theme.LIGHT).items()})
    opening, _, rest = drawn.partition(">")
    return f'{opening} xmlns="http://www.w3.org/2000/svg"><style>{style}</style>{rest}'


def _table(table: Table) -> dict:
    rows = [[str(cell) for cell in row] for row in table.rows]
    return {"title": table.title, "header": list(table.header), "rows": rows, "note": table.note}
