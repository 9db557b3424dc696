"""The first start of a site: tables and starting content of an empty file, without a replay of the migrations."""
