"""Benchmark of pages and search. `make bench` runs both; figures go to the README.

The cost of a page is counted in « Hello, world! » answers of the same server in the same time, the only unit that
compares machines; queries and bytes are counted beside it. The search is measured over 100,000 French documents,
against tantivy or the node alone.
"""
