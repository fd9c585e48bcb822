"""An independent program that reads meaning back from an utterance, to be disagreed with.

It knows nothing of how utterances are made: its word list is its own (`words.toml`), and it imports nothing from the room that
speaks. What it cannot read it leaves out; `compare.disagreements` tells where what it did read contradicts a form.
"""
