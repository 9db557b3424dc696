"""The contact page: what somebody writes goes to the person who can answer."""
