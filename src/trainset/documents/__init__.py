"""Documents to passages: read with pandoc, placed in their source, with status and heading path."""

from trainset.documents.passage import Kind, Limits, Loss, Passage, Reading, SourceFile
from trainset.documents.read import read_documents
from trainset.documents.rules import SourceRules

__all__ = ["Kind", "Limits", "Loss", "Passage", "Reading", "SourceFile", "SourceRules", "read_documents"]
