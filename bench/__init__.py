"""What a page costs, in the only unit that travels between machines: how many « Hello, world! » the same server
answers in that time. Queries and bytes are counted beside it. `make bench` runs it; figures go to the README."""
