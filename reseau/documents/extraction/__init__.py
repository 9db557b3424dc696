"""Extraction: the text of uploaded files, read by a separate process with limits.

Nothing here imports Django, so that the process starts at once and holds no secret of the site. The site calls
`reader`; everything else runs in the other process.
"""
