"""Words that tell of a standing relation (``find``), and the parties on both sides of it (``sides``)."""

from sayso.tie_phrases.cues import PLACES, TieCue, find, matches
from sayso.tie_phrases.sides import sides

__all__ = ["PLACES", "TieCue", "find", "matches", "sides"]
