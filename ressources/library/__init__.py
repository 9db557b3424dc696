"""The library: the page of all sheets, its facets, its feed, the tags under which sheets are filed."""
