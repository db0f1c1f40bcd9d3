"""Draws a briefing as one page of HTML that needs no further request to be read."""
