"""Rows as files; an export recomputes nothing."""
