"""Places of a commune and its neighbours, on the website of the town hall: a page for a frame, and its code."""
