"""Projects and the chantiers that they serve: papers, money, indicators, stories."""
