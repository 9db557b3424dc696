"""Browsers of each role."""

import pytest


@pytest.fixture
def as_animator(client_of, animator):
    return client_of(animator)


@pytest.fixture
def as_coordinator(client_of, coordinator):
    return client_of(coordinator)


@pytest.fixture
def as_territorial(client_of, territorial):
    return client_of(territorial)


@pytest.fixture
def messages_of():
    """`messages_of(response)`: what the page that follows an action says."""

    def read(response) -> list[str]:
        return [str(message) for message in response.context["messages"]]

    return read
