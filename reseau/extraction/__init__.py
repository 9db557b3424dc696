"""Reading the text of files that people bring, at arm's length: a process of its own opens them, with limits.

Nothing here knows Django, so that the process starts at once and holds no secret of the site. `reader` is what the site
calls; everything else runs on the other side.
"""
