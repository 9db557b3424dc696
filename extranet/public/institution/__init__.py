"""Who publishes, hosts and answers for the site, as its operator says in the environment."""
