"""A small semantic parser, trained on a dataset: the instrument that shows what the dataset does not teach."""
