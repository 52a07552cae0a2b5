"""The stages, in the order in which a report is read: the table of contents of the program."""

from sayso.stage import Stage
from sayso.stages import attributions, claims, entities, figures, mentions, sentences, signals, ties, times

STAGES: tuple[Stage, ...] = (
    sentences.STAGE,
    signals.STAGE,
    mentions.STAGE,
    times.STAGE,
    entities.STAGE,
    attributions.STAGE,
    claims.STAGE,
    ties.STAGE,
    figures.STAGE,
)
