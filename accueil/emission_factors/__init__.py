"""The CO2 of a kilometre by car that nobody drove: versions of one factor, each with its source and its method."""
