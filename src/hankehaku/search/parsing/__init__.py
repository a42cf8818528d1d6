"""From the text of a question to its constraints, order and act: words, values, names, grammar."""
