"""The one YAML loader: YAML 1.2 words, no aliases, no doubled keys, every value knows its line.

YAML 1.1 loaders read `on:` as the key true and `NO` as false; here every plain scalar is a word except
integers, floats, true, false and null. Dates stay text until the caller parses them. JSON is read by the
same door (it is YAML), with NaN and infinities refused.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from foedus.errors import DossierError, Fault, FoedusError, shown

Path_ = tuple[str | int, ...]

_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_NOT_FINITE = re.compile(r"[-+]?(\.inf|\.nan|NaN|Infinity)\Z", re.IGNORECASE)
_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
MAX_DEPTH = 60
MAX_BYTES = 20_000_000
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Located:
    """A loaded document and the place of each of its values."""

    name: str
    value: Any
    lines: dict[Path_, tuple[int, int]]

    def where(self, path: Path_ = ()) -> str:
        """`file.yaml:4:17 facts[0].actor`, or the nearest ancestor that has a place."""
        probe = path
        while probe not in self.lines and probe:
            probe = probe[:-1]
        line, column = self.lines.get(probe, (1, 1))
        label = field_path(path)
        return f"{self.name}:{line}:{column}" + (f" {label}" if label else "")


def field_path(path: Path_) -> str:
    """('facts', 0, 'actor') as `facts[0].actor`."""
    out = ""
    for step in path:
        out += f"[{step}]" if isinstance(step, int) else (f".{step}" if out else str(step))
    return out


def load(file: Path, *, error: type[FoedusError] = DossierError) -> Located:
    """Read one YAML or JSON file.

    Raises:
        FoedusError: of the class given, with file, line and column, where the file is missing, too large,
            not UTF-8, not YAML, or uses aliases, tags or doubled keys.
    """
    name = shown(file)
    try:
        if file.stat().st_size > MAX_BYTES:
            raise error(
                f"the file is over the limit of {MAX_BYTES:,} bytes",
                where=name,
                hint="Split it.",
                code="too-large",
            )
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as e:
        raise error(
            f"cannot be read: {e.strerror}", where=name, hint="Check the path.", code="unreadable"
        ) from None
    except UnicodeDecodeError as e:
        raise error(
            f"not UTF-8 at byte {e.start}", where=name, hint="Save it as UTF-8.", code="not-utf-8"
        ) from None
    return loads(text, name=name, error=error)


def loads(text: str, *, name: str, error: type[FoedusError] = DossierError) -> Located:
    """Read YAML 1.2 or JSON from a string; `name` stands in messages for the file."""
    text = _PAIR.sub(_joined, text)
    _refuse_aliases_and_depth(text, name, error)
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as e:
        raise _not_yaml(e, name, error) from None
    builder = _Builder(name)
    value = builder.build(root, ()) if root is not None else None
    if builder.faults:
        raise error.of(builder.faults)
    return Located(name, value, builder.lines)


def _joined(match: re.Match[str]) -> str:
    """JSON writes characters beyond the first plane as two escapes, which YAML does not know."""
    high, low = int(match.group(2), 16), int(match.group(3), 16)
    return match.group(1) + chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _refuse_aliases_and_depth(text: str, name: str, error: type[FoedusError]) -> None:
    """On the event stream, before any tree is built: an alias bomb or deep nest never unfolds."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            at = f"{name}:{_position(event.start_mark)}"
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise error(
                    "YAML aliases and anchors are refused",
                    where=at,
                    hint="Write the value out.",
                    code="alias",
                )
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    raise error(
                        f"nested deeper than {MAX_DEPTH} levels", where=at, hint="Flatten it.", code="depth"
                    )
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError as e:
        raise _not_yaml(e, name, error) from None


def _position(mark: Any) -> str:
    return f"{mark.line + 1}:{mark.column + 1}"


def _not_yaml(e: yaml.YAMLError, name: str, error: type[FoedusError]) -> FoedusError:
    mark = getattr(e, "problem_mark", None)
    at = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
    problem = getattr(e, "problem", None) or str(e).splitlines()[0]
    return error(f"not YAML: {shown(problem)}", where=at, hint="Mend the line.", code="not-yaml")


class _Builder:
    """Plain values from a node tree; collects every fault instead of stopping at the first."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[Path_, tuple[int, int]] = {}
        self.faults: list[Fault] = []

    def build(self, node: Node, path: Path_) -> Any:
        self.lines[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
        if node.tag and node.tag.startswith(("!", "tag:yaml.org,2002:python")):
            return self._fault(
                node, path, f"the tag {shown(node.tag)} is refused", "Write plain values.", "tag"
            )
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.build(child, (*path, i)) for i, child in enumerate(node.value)]
        assert isinstance(node, ScalarNode)
        return self._scalar(node, path)

    def _mapping(self, node: MappingNode, path: Path_) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self._fault(key_node, path, "a key must be a word", "Write a plain word.", "key")
                continue
            key = key_node.value
            if key in out:
                self._fault(
                    key_node, (*path, key), f"the key '{shown(key)}' stands twice", "Keep one.", "doubled-key"
                )
                continue
            out[key] = self.build(value_node, (*path, key))
        return out

    def _scalar(self, node: ScalarNode, path: Path_) -> Any:
        text = node.value
        if node.style:  # quoted or block: always a word
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _INT.match(text) and len(text) < 19:
            return int(text)
        if _NOT_FINITE.match(text):
            return self._fault(
                node, path, f"'{text}' is no number here", "Write a finite number.", "not-finite"
            )
        if _FLOAT.match(text):
            number = float(text)
            if math.isfinite(number):
                return number
            return self._fault(
                node, path, f"'{shown(text)}' is too large a number", "Write a finite number.", "not-finite"
            )
        return text

    def _fault(self, node: Node, path: Path_, message: str, hint: str, code: str) -> None:
        at = f"{self.name}:{node.start_mark.line + 1}:{node.start_mark.column + 1}"
        label = field_path(path)
        self.faults.append(Fault(message, f"{at} {label}" if label else at, hint, code))
