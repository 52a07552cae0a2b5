"""Many reports at once: cut into shards, read by many workers, written so that a run cut short can go on.

The unit of work is a shard: some reports, read to one part file. A part is written under a temporary name and then
renamed, so that it is there as a whole or not at all; parts are loaded into the output in the order of their shards.
Which workers read, and which
of them is done first, makes no difference to what is written.
"""

from sayso.batch.reader import Part, Reader, reader_of
from sayso.batch.run import Settings, code
from sayso.batch.tally import Summary

__all__ = ["Part", "Reader", "Settings", "Summary", "code", "reader_of"]
