"""The projects of a collection: typed, checked, stored and found by id."""
