"""Looks a project over, or tables given by name, and reports every finding."""

from collections.abc import Sequence
from pathlib import Path

from etl.errors import InputRefused, Problem
from etl.project.folder import Folder
from etl.project.observations import read_tables
from etl.project.reader import inspect_project


def check_project(folder: Folder, files: Sequence[Path] = ()) -> list[Problem]:
    """Return every problem and notice; of the tables named where some are, else of the project."""
    project, problems = inspect_project(folder)
    if any(problem.severity == "error" for problem in problems):
        return problems
    try:
        read_tables(project, list(files) or folder.observation_files())
    except InputRefused as error:
        problems.extend(error.problems)
    return problems
