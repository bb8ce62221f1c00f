"""The rooms: each a function that asks the record and returns what its page shows."""

from onrecord.web.rooms import router
from onrecord.web.views import (
    add,
    articles,
    beside,
    check,
    corrections,
    doubts,
    figures,
    home,
    mark,
    original,
    people,
    quotations,
    sample,
    search,
    statements,
    stories,
    timeline,
)

__all__ = [
    "add",
    "articles",
    "beside",
    "check",
    "corrections",
    "doubts",
    "figures",
    "home",
    "mark",
    "original",
    "people",
    "quotations",
    "router",
    "sample",
    "search",
    "statements",
    "stories",
    "timeline",
]
