"""What people do with a message of theirs once it is published: correct it, take it back, change their mind."""
