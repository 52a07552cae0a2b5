"""Dates: from the words of a time expression to a TimeML value and the days that it covers."""
