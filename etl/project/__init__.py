"""The project folder as records: one module per kind of file a person decides on.

Nothing here judges, queries a database or knows a screen; only `folder` knows a path.
"""
