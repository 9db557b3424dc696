"""Commands of the Makefile: environment, site on one machine, suite, checks. Standard library only."""
