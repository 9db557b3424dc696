"""What the Makefile calls: environment, site on one machine, suite, checks. Standard library only."""
