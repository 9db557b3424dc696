"""The page of a member and the directory: what each can teach, wants to learn, and how to reach them, as they chose."""
