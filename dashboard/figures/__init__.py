"""Figures as plain dicts in Plotly's schema: records in, figure out; never judge, never query."""
