"""Photos and sounds for Wikimedia Commons: a package with files named and described as it wants. People upload it."""
