"""All errors that are raised on purpose. Their messages name the fault and its place, and the way out.

SaysoError
├── InputError            what came in cannot be read
│   ├── EmptyText         no text in it
│   ├── NotText           a PDF, an image or other binary data
│   └── BadDate           a date that is none, or lies in the future
├── OutputError           what was to be written cannot be written there
├── StoreError            a store that cannot be opened, read or written
├── QueryError            what was asked of a store cannot be understood
├── EngineError           workers that cannot be started or reached
├── DataError             a table or the model file inside the package is broken
└── PipelineError         stages in an order that cannot work
"""

from __future__ import annotations


class SaysoError(Exception):
    """Base of all errors that Sayso raises on purpose."""


class InputError(SaysoError):
    """What came in cannot be read. The message says what, where, and what to do."""


class EmptyText(InputError):
    """There is no text to read."""


class NotText(InputError):
    """The input is a PDF, an image or other binary data, not text."""


class BadDate(InputError):
    """A date that is no date, or that lies in the future."""


class OutputError(SaysoError):
    """What was to be written cannot be written there."""


class StoreError(SaysoError):
    """A store cannot be opened, read or written: it is damaged, of another version, in use, or the disk is full."""


class QueryError(SaysoError):
    """What was asked of a store cannot be understood. The message names the place in the question."""


class EngineError(SaysoError):
    """The workers that read many reports cannot be started or reached."""


class DataError(SaysoError):
    """A table or the model file inside the package is missing or broken."""


class PipelineError(SaysoError):
    """The stages are in an order that cannot work: one needs what no earlier one makes."""
