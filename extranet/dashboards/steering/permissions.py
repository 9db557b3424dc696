"""Who reads the board: coordinators the whole network, territorial animators the territories that they watch."""

from reseau.permissions import required, watches_any_territory

board_readers = required(watches_any_territory)
