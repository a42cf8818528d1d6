"""Checks what a language model wrote against the records, sentence by sentence."""
