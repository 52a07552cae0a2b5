"""Who is who in a report: tables of the world, what a mention's words say, and which mentions are one.

Below the stages, above the lexicon. ``phrases`` cuts noun phrases, ``gazetteer`` holds the tables, ``evidence`` finds
the states a report speaks of, ``sketches`` reads one mention, ``roles`` titles and appositions, ``register`` keeps who
is known so far, ``people``, ``bodies`` and ``anaphora`` decide which of the known a mention is, ``naming`` names them.
"""
