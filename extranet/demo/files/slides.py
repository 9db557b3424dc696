"""A PPTX, which needs more parts than a text: master, layout and theme, in addition to its slides."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from extranet.demo.files.office import (
    CORE_PART,
    DECLARATION,
    OFFICE,
    OOXML,
    RELATIONS,
    DocumentSection,
    archive,
    content_types,
    core_properties,
    relations,
)

SPACES = f'xmlns:a="{OFFICE}/drawingml/2006/main" xmlns:r="{RELATIONS}" xmlns:p="{OFFICE}/presentationml/2006/main"'
GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
    '<a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
SCHEME_COLOURS = ("dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
# A slide of 16 by 9, in English Metric Units.
WIDTH, HEIGHT, MARGIN = 12192000, 6858000, 600000


def pptx(title: str, sections: Sequence[DocumentSection]) -> bytes:
    """One slide a section, after that of the title."""
    slides = [DocumentSection(title, ()), *sections]
    names = [f"slides/slide{rank}.xml" for rank in range(1, len(slides) + 1)]
    kind = f"{OOXML}.presentationml"
    types = {
        "/ppt/presentation.xml": f"{kind}.presentation.main+xml",
        "/ppt/slideMasters/slideMaster1.xml": f"{kind}.slideMaster+xml",
        "/ppt/slideLayouts/slideLayout1.xml": f"{kind}.slideLayout+xml",
        "/ppt/theme/theme1.xml": f"{OOXML}.theme+xml",
    } | {f"/ppt/{name}": f"{kind}.slide+xml" for name in names}
    parts = {
        "[Content_Types].xml": content_types(types),
        "_rels/.rels": relations({"officeDocument": "ppt/presentation.xml"}, has_title=True),
        CORE_PART: core_properties(title),
        "ppt/presentation.xml": _presentation(len(slides)),
        "ppt/_rels/presentation.xml.rels": relations(
            {"slideMaster": "slideMasters/slideMaster1.xml"}, extra_targets=[("slide", name) for name in names]
        ),
        "ppt/slideMasters/slideMaster1.xml": _part(
            "sldMaster",
            COLOUR_MAP + '<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst>',
        ),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": relations(
            {"slideLayout": "../slideLayouts/slideLayout1.xml", "theme": "../theme/theme1.xml"}
        ),
        "ppt/slideLayouts/slideLayout1.xml": _part("sldLayout", ""),
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": relations({"slideMaster": "../slideMasters/slideMaster1.xml"}),
        "ppt/theme/theme1.xml": _theme(),
    }
    for name, slide in zip(names, slides, strict=True):
        shapes = _shape(2, slide.heading, top=MARGIN, size=3600, role="title") + _shape(
            3, *slide.lines, top=4 * MARGIN, size=2400
        )
        parts[f"ppt/{name}"] = _part("sld", "", shapes)
        parts[f"ppt/{name.replace('slides/', 'slides/_rels/')}.rels"] = relations(
            {"slideLayout": "../slideLayouts/slideLayout1.xml"}
        )
    return archive(parts)


def _presentation(slides: int) -> str:
    ids = "".join(f'<p:sldId id="{256 + rank}" r:id="rId{rank + 2}"/>' for rank in range(slides))
    return (
        f'{DECLARATION}<p:presentation {SPACES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/>'
        f"</p:sldMasterIdLst><p:sldIdLst>{ids}</p:sldIdLst>"
        f'<p:sldSz cx="{WIDTH}" cy="{HEIGHT}"/><p:notesSz cx="{HEIGHT}" cy="{WIDTH}"/></p:presentation>'
    )


def _part(name: str, suffix: str, shapes: str = "") -> str:
    tree = f"<p:cSld><p:spTree>{GROUP}{shapes}</p:spTree></p:cSld>"
    inherits = "" if name == "sldMaster" else "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
    return f"{DECLARATION}<p:{name} {SPACES}>{tree}{inherits}{suffix}</p:{name}>"


def _shape(key: int, *lines: str, top: int, size: int, role: str = "") -> str:
    box = "" if role else ' txBox="1"'
    place = f'<p:nvPr><p:ph type="{role}"/></p:nvPr>' if role else "<p:nvPr/>"
    text = "".join(
        f'<a:p><a:r><a:rPr lang="fr-FR" sz="{size}"/><a:t>{escape(line)}</a:t></a:r></a:p>' for line in lines
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{key}" name="Texte {key}"/><p:cNvSpPr{box}/>{place}</p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{MARGIN}" y="{top}"/><a:ext cx="{WIDTH - 2 * MARGIN}" cy="{3 * MARGIN}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr wrap="square"/><a:lstStyle/>{text or "<a:p/>"}</p:txBody></p:sp>'
    )


def _theme() -> str:
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{"FFFFFF" if name.startswith("lt") else "1F4E5F"}"/></a:{name}>'
        for name in (*SCHEME_COLOURS, "hlink", "folHlink")
    )
    font = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="{OFFICE}/drawingml/2006/main" name="Atelier"><a:themeElements>'
        f'<a:clrScheme name="Lot">{colours}</a:clrScheme><a:fontScheme name="Lot"><a:majorFont>{font}</a:majorFont>'
        f'<a:minorFont>{font}</a:minorFont></a:fontScheme><a:fmtScheme name="Lot"><a:fillStyleLst>{fill * 3}'
        f"</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
