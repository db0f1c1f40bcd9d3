"""Responsible bodies as documents name them."""

from collections.abc import Mapping

from etl.domain.records import Place
from etl.errors import Problem
from etl.project.folder import Folder
from etl.project.project import Department
from etl.project.tables import read_table


def read_departments(
    folder: Folder, places: Mapping[str, Place], problems: list[Problem]
) -> tuple[Department, ...]:
    """Return the departments in the order of the file; what is wrong goes to `problems`."""
    name = folder.name(folder.departments)
    found: dict[tuple[str, str], Department] = {}
    for row in read_table(folder.departments, name, ("name", "full_name", "place_id"), problems):
        department = Department(row["name"], row["full_name"], row["place_id"])
        if department.place_id not in places:
            message = f"没有代码为{department.place_id}的地区；请核对代码。"
            problems.append(Problem("unknown-place", name, message, row.number, "place_id"))
        if not department.name:
            problems.append(Problem("empty", name, "责任单位名称为空。", row.number, "name"))
        key = (department.name, department.place_id)
        if key in found:
            message = f"“{department.name}”重复；请删去一行。"
            problems.append(Problem("repeated-department", name, message, row.number, "name"))
        found[key] = department
    return tuple(found.values())
