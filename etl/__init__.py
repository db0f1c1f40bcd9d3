"""The line from plan documents and published tables to the database; knows no screen."""

__version__ = "0.1.0"
