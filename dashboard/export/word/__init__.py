"""The parts a Word file is made of: markup, styles, pages, tables, charts, fields; no data is read."""
