"""The page: who says what, over a store or of one pasted report. Rendered here, read-only, on this machine only."""

from sayso.web.app import make_app
from sayso.web.server import serve

__all__ = ["make_app", "serve"]
