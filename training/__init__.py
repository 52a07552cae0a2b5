"""Training of the encoder: readers of the corpora, the network, the loop, export and evaluation.

Nothing in ``src/`` imports this. It needs the extra ``train`` and the corpora in ``../shared``.
"""
