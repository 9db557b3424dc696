"""Frameworks of digital skills: read from versioned files, compared by crosswalks, shown to everybody."""
