"""The leaders' briefing as scenes of finished texts and numbers, composed from the board."""
