"""Frameworks of digital skills: loaded from versioned files, compared by crosswalks, public."""
