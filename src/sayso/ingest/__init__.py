"""From outside to documents: text, HTML and JSON Lines, from a file or from standard input.

Each source gives ``Incoming``: a document, and the problems met on the way to it.
"""

from sayso.ingest.incoming import Incoming, report
from sayso.ingest.sources import documents

__all__ = ["Incoming", "documents", "report"]
