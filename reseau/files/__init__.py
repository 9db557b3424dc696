"""Files that people bring, whichever app keeps them: looked at, named, stored, served in safety."""
