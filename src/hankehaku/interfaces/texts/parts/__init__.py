"""The texts of each part of the page, a module for each: language → key → text."""
