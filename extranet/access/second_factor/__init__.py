"""Second factor: who must have one, and the way back for somebody who lost it."""
