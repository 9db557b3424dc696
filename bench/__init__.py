"""What a page costs, in the only unit that travels between machines: how many « Hello, world! » the same server
answers in that time. Queries and bytes are counted beside it. Then what the search costs among 100,000 documents of
French, beside tantivy or the node alone. `make bench` runs both; figures go to the README."""
