"""Readers of source documents: one per layout, all behind one protocol."""
