"""Views of the coordination's pages: questionnaires, one version, its sections, its questions."""
