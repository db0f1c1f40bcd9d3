"""Reading typed values out of a YAML tree; every surprise becomes a problem with its line."""

from collections.abc import Iterator, Sequence

from etl.domain.records import Words
from etl.errors import Problem
from etl.project.strict_yaml import Lines, Tree
from etl.project.tables import hidden_in


class Checker:
    """Takes values out of a tree by key; a wrong one is reported and a harmless one returned."""

    def __init__(self, name: str, lines: Lines, problems: list[Problem]) -> None:
        self._name, self._lines, self._problems = name, lines, problems

    def complain(self, code: str, path: str, message: str) -> None:
        """Report a problem at a dotted path."""
        self._problems.append(Problem(code, self._name, message, self._lines.of(path), path))

    def keys(
        self, tree: Tree, path: str, known: Sequence[str], *, needed: Sequence[str] = ()
    ) -> None:
        """Report keys that are unknown or missing."""
        for key in tree:
            if key not in known:
                message = f"不认识这个键；可用：{'、'.join(known)}。"
                self.complain("unknown-key", _join(path, key), message)
        for key in needed:
            if key not in tree:
                self.complain("missing-key", _join(path, key), f"缺少“{key}”；请补上。")

    def mapping(self, tree: Tree, key: str, path: str = "") -> Tree:
        """Return the mapping at a key, empty where there is none."""
        value = tree.get(key)
        if isinstance(value, dict):
            return value
        if key in tree:
            self.complain("wrong-type", _join(path, key), "应是“键: 值”的形式。")
        return {}

    def maps(self, tree: Tree, key: str) -> Iterator[tuple[str, Tree]]:
        """Yield name and mapping of each part of a section."""
        for name in self.mapping(tree, key):
            yield name, self.mapping(tree[key], name, key)

    def text(self, tree: Tree, key: str, path: str) -> str:
        """Return the text at a key."""
        value = tree.get(key)
        if isinstance(value, str) and value:
            hidden = hidden_in(value)
            if hidden:
                message = f"含有看不见的控制字符（{hidden}）；请删去后重新输入。"
                self.complain("hidden-character", _join(path, key), message)
            return value
        if key in tree:
            self.complain("wrong-type", _join(path, key), '应是文字；代码要加引号，如"620800"。')
        return ""

    def texts(self, tree: Tree, key: str, path: str) -> tuple[str, ...]:
        """Return the list of texts at a key, empty where there is none."""
        value = tree.get(key, [])
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            return tuple(value)
        self.complain("wrong-type", _join(path, key), "应是文字的列表，如[甲, 乙]。")
        return ()

    def words(self, tree: Tree, key: str, path: str) -> Words:
        """Return the Chinese and English words at a key."""
        part, here = self.mapping(tree, key, path), _join(path, key)
        self.keys(part, here, ("zh", "en"), needed=("zh", "en") if key in tree else ())
        return Words(self.text(part, "zh", here), self.text(part, "en", here))

    def number(self, tree: Tree, key: str, path: str, default: float) -> float:
        """Return the number at a key, `default` where there is none."""
        value = tree.get(key, default)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value
        self.complain("wrong-type", _join(path, key), f"“{value}”不是数；应如2或0.5。")
        return default

    def whole(self, tree: Tree, key: str, path: str, default: int) -> int:
        """Return the whole number from 0 on at a key, `default` where there is none."""
        value = tree.get(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self.complain("wrong-type", _join(path, key), f"“{value}”不是数，或不是0、1、2这样的整数。")
        return default

    def flag(self, tree: Tree, key: str, path: str) -> bool:
        """Return true or false at a key, false where there is none."""
        value = tree.get(key, False)
        if isinstance(value, bool):
            return value
        self.complain("wrong-type", _join(path, key), f"“{value}”不是true或false。")
        return False

    def choice(
        self, tree: Tree, key: str, path: str, known: Sequence[str], default: str | None = None
    ) -> str:
        """Return the word at a key, which must be one of `known`."""
        value = tree.get(key, default)
        if value in known:
            return str(value)
        if key in tree:
            message = f"“{value}”不可用；可用：{'、'.join(known)}。"
            self.complain("bad-choice", _join(path, key), message)
        return known[0]


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
