"""From outside to documents: files, folders, archives, feeds, addresses, standard input; and what is a copy of what.

Each source gives ``Incoming``, a document and the problems met on the way to it, or ``Refused`` for what could not
become one.
"""

from sayso.ingest.duplicates import Duplicates, Earlier
from sayso.ingest.incoming import Incoming, Refused, report
from sayso.ingest.net import Net
from sayso.ingest.sources import documents, reports

__all__ = ["Duplicates", "Earlier", "Incoming", "Net", "Refused", "documents", "report", "reports"]
