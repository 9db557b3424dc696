"""Sessions of the jury, candidacies, civil identities, opinions of centres."""
