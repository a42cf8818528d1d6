"""Words: languages, tokens, base forms, compounds, and the ways between languages."""
