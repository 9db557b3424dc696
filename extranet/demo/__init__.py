"""Demo data: the Lot's network, with real communes, realistic workshop material and fictitious people and places."""
