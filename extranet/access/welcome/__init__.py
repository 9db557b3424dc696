"""The first login in three steps: who I am, my place, what I want to hear of. Each may be passed over or left."""
