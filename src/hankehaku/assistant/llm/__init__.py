"""A language model that words answers, held to the same facts."""
