"""The database: schema, connections, the load's lock, writing a release and reading it back.

The only SQL of the product. It takes and returns plain records and columns; it judges nothing,
knows no file but the database, and never leaves a half-built state.
"""
