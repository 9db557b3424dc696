"""Charter files, equipment and activity of the places of the demo."""
