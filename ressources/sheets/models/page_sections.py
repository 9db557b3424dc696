"""Sections that other applications add under a published sheet, without the library knowing them.

An application writes them in its module `declarations.sheet_sections`, which is found by itself.
"""

from reseau.places.sections import PageSections

SHEET_SECTIONS = PageSections()

register, sections_of = SHEET_SECTIONS.register, SHEET_SECTIONS.render
