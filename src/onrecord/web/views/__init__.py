"""The rooms: each a function that asks the record and returns what its page shows."""

from onrecord.web.rooms import router
from onrecord.web.views import articles, home, original, people, search, statements

__all__ = ["articles", "home", "original", "people", "router", "search", "statements"]
