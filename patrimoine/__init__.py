"""The land that the network tells of: heritage places, what was seen and heard there, trails from one to the next."""
