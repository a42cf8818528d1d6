"""What stands before every route: who asks, how much, how long, and what leaves in the headers."""
