"""YAML as staff may write it: every value with its line, and nothing read differently than written.

PyYAML keeps the last of two equal keys, reads 070 as 56, 12:30 as 750 and no as false; here the
first is an error, and plain scalars are numbers, true/false, null or text and nothing else.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from etl.errors import Problem

_INTEGER = re.compile(r"[-+]?(0|[1-9]\d*)")
_DECIMAL = re.compile(r"[-+]?(0|[1-9]\d*)\.\d+")
_DIGITS = re.compile(r"0\d+")
_CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}

# YAML values are whatever the file says until a reader has looked at them: hence Any.
Tree = dict[str, Any]


class Lines:
    """The line of every key, by its dotted path ("indicators.urbanization_rate.unit")."""

    def __init__(self) -> None:
        self._lines: dict[str, int] = {}

    def note(self, path: str, line: int) -> None:
        """Remember the line of a key."""
        self._lines[path] = line

    def of(self, path: str) -> int | None:
        """Return the line of a key or part of a list, or of the nearest above it; None without any."""
        while path:
            if path in self._lines:
                return self._lines[path]
            path = path.rpartition(".")[0]
        return None


def read_yaml(path: Path, name: str, problems: list[Problem]) -> tuple[Tree, Lines]:
    """Return the mapping in a file and the lines of its keys; what is wrong goes to `problems`."""
    lines = Lines()
    try:
        text = path.read_bytes().decode("utf-8-sig")
        node = _compose(text)
    except UnicodeDecodeError:
        problems.append(Problem("encoding", name, "不是UTF-8编码；请另存为UTF-8。"))
        return {}, lines
    except yaml.MarkedYAMLError as error:
        row = error.problem_mark.line + 1 if error.problem_mark else None
        message = f"YAML写法有误（{error.problem}）；请检查缩进、冒号后的空格和引号。"
        problems.append(Problem("yaml-syntax", name, message, row))
        return {}, lines
    except yaml.YAMLError:
        problems.append(Problem("yaml-syntax", name, "含有YAML不允许的字符；请删去控制字符。"))
        return {}, lines
    except RecursionError:
        problems.append(Problem("yaml-syntax", name, "括号或缩进套得太深；请检查是否漏了右括号。"))
        return {}, lines
    if not isinstance(node, yaml.MappingNode):
        problems.append(Problem("yaml-shape", name, "最外层应是“键: 值”的形式。", 1))
        return {}, lines
    context = _Context(name, lines, problems)
    context.seen.add(id(node))
    return _mapping(node, "", context), lines


@lru_cache(maxsize=8)
def _compose(text: str) -> yaml.Node | None:
    """Return the nodes of a text, which nobody changes: a project is read at every visit of the desk."""
    return yaml.compose(text, Loader=yaml.SafeLoader)


class _Context:
    def __init__(self, name: str, lines: Lines, problems: list[Problem]) -> None:
        self.name, self.lines, self.problems = name, lines, problems
        self.seen: set[int] = set()

    def complain(self, code: str, node: yaml.Node, path: str, message: str) -> None:
        self.problems.append(
            Problem(code, self.name, message, node.start_mark.line + 1, path or None)
        )


def _mapping(node: yaml.MappingNode, path: str, context: _Context) -> Tree:
    tree: Tree = {}
    for key_node, value_node in node.value:
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
        here = f"{path}.{key}" if path else key
        if not key:
            context.complain("yaml-key", key_node, path, "键应是文字。")
            continue
        if key in tree:
            first = context.lines.of(here)
            context.complain(
                "repeated-key", key_node, here, f"键重复，已在第{first}行出现；请删去一个。"
            )
            continue
        context.lines.note(here, key_node.start_mark.line + 1)
        tree[key] = _value(value_node, here, context)
    return tree


def _value(node: yaml.Node, path: str, context: _Context) -> Any:
    if not isinstance(node, yaml.ScalarNode):
        # 同一个节点出现两次就是别名：可以套成环，也可以套得极大。
        if id(node) in context.seen:
            context.complain("yaml-alias", node, path, "不支持“&”“*”引用；请把内容写全。")
            return None
        context.seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, context)
    if isinstance(node, yaml.SequenceNode):
        return [_item(part, path, number, context) for number, part in enumerate(node.value)]
    assert isinstance(node, yaml.ScalarNode)
    if node.style is not None:
        return node.value
    return _plain(node, path, context)


def _item(node: yaml.Node, path: str, number: int, context: _Context) -> Any:
    """Return one part of a list; a mapping in it has a path of its own: "screen.scenes[2].theme"."""
    here = f"{path}[{number}]"
    context.lines.note(here, node.start_mark.line + 1)
    return _value(node, here if isinstance(node, yaml.MappingNode) else path, context)


def _plain(node: yaml.ScalarNode, path: str, context: _Context) -> Any:
    text = node.value
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    if _DIGITS.fullmatch(text):
        context.complain(
            "unquoted-code", node, path, f'{text} 以0开头，是代码而不是数；请加引号写成"{text}"。'
        )
    return text
