"""Pictures and documents joined to messages: checked, described, shown with the message, gone with it."""
