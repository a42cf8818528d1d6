"""Built artefacts: vectors, postings, records and the generations they are kept in."""
