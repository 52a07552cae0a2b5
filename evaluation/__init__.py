"""Measuring: corpora as gold records, the sets that are measured, the gate that keeps figures from falling.

Nothing in ``src/`` imports this. The corpora lie in ``../shared`` and are not part of the project.
"""
