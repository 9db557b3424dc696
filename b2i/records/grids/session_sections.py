"""Sections that other apps add under the grid of a group session.

An app registers them in its module `session_sections`, which is discovered at startup, like the sections of an EPM
(`reseau.places.sections`).
"""

from reseau.places.sections import PageSections

SESSION_SECTIONS = PageSections()

register, sections_of = SESSION_SECTIONS.register, SESSION_SECTIONS.render
