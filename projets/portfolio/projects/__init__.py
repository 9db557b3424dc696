"""Projects of the network: proposed from a model, decided by the coordination, followed until their end."""
