"""Logical forms to utterances: lexicon, grammar, and the request bank."""
