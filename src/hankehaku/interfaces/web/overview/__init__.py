"""The page that shows a set of projects as a whole: plots, tables and an own plan beside them."""
