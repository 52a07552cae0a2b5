"""Makers of the checked-in tables under ``src/sayso/data``; run by hand when their sources change."""
