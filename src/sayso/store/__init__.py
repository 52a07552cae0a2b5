"""The store: one SQLite file with reports and all that was read out of them.

``schema.sql`` says what lies where. ``Writer`` loads records shard by shard, ``Store`` gives them back.
"""

from sayso.store.store import Store, open_store
from sayso.store.writer import Writer

__all__ = ["Store", "Writer", "open_store"]
