"""The assistant: what was asked, answered from the records with citations and exact figures."""
