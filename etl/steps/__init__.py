"""The steps of the line: each takes a project and does one thing; nothing is shown here."""
