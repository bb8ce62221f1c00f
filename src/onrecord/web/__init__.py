"""The reading room: the record in a browser, from this machine alone unless somebody opens it with a token."""
