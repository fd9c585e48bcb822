"""trainset makes the dataset that teaches a language model to be the assistant of one product."""

__version__ = "0.1.0"
