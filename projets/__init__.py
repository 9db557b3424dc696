"""The policy of the network: chantiers, projects that animators set up, their funders, the steering committee."""
