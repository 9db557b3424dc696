"""Demo data: the Lot's network at work, with real communes, real workshop material and fictitious people and places."""
