"""The library: the page of all sheets, what narrows it, the words under which sheets are filed."""
