"""A reading for people: on the terminal, as a page, and the chain that made one of its items."""

from sayso.show.page import page
from sayso.show.terminal import show
from sayso.show.why import why

__all__ = ["page", "show", "why"]
