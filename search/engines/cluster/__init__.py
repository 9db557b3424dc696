"""The cluster engine: Elasticsearch or OpenSearch."""
