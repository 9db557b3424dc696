"""What the app declares to the registries of others, one module a registry."""
