"""Sections that other applications add to the page of a topic, without this one knowing them.

An application writes them in its module `declarations.topic_sections`, which is found by itself.
"""

from reseau.places.sections import PageSections

TOPIC_SECTIONS = PageSections()

register, sections_of = TOPIC_SECTIONS.register, TOPIC_SECTIONS.render
