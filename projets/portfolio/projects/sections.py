"""Sections that other concepts add to the page of a project, without this one knowing them.

They stand in the module `declarations.project_sections` of their application, which is found by itself.
"""

from reseau.places.sections import PageSections

PROJECT_SECTIONS = PageSections()

register, sections_of = PROJECT_SECTIONS.register, PROJECT_SECTIONS.render
