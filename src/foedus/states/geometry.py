"""Points in outlines: which state or place a latitude and longitude lie in.

Outlines are those of today at 1:50 million, good to some kilometres. So a point is also tried a little way
off in eight directions: where the tries name two areas it lies on a border that this scale cannot tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Any

MARGIN_KM = 4.0
_KM_PER_DEGREE = 111.2
_EARTH_KM = 6371.0

Box = tuple[float, float, float, float]
"""South, west, north, east, in degrees."""


@dataclass(frozen=True, slots=True)
class Ring:
    """A closed line of (lon, lat) and the box around it."""

    box: Box
    points: tuple[tuple[float, float], ...]

    def crossings(self, lat: float, lon: float) -> int:
        """How often a ray eastward from the point crosses the line."""
        south, _, north, east = self.box
        if not south <= lat <= north or lon > east:
            return 0
        found = 0
        x1, y1 = self.points[-1]
        for x2, y2 in self.points:
            if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                found += 1
            x1, y1 = x2, y2
        return found


@dataclass(frozen=True, slots=True)
class Area:
    """A state or place by id, with its rings; a hole is a ring inside a ring."""

    id: str
    box: Box
    rings: tuple[Ring, ...]

    def __contains__(self, point: tuple[float, float]) -> bool:
        """`point` is (lat, lon). Inside where the ray crosses an odd number of times."""
        return _within(self.box, *point) and sum(r.crossings(*point) for r in self.rings) % 2 == 1

    @classmethod
    def of(cls, id_: str, lines: Sequence[tuple[tuple[float, float], ...]]) -> Area:
        rings = tuple(Ring(_box(line), line) for line in lines)
        boxes = list(zip(*(r.box for r in rings), strict=True))
        return cls(id_, (min(boxes[0]), min(boxes[1]), max(boxes[2]), max(boxes[3])), rings)


@dataclass(frozen=True, slots=True)
class Extent:
    """A small island or reef: all within `km` of a point."""

    place: str
    lat: float
    lon: float
    km: float


@dataclass(frozen=True, slots=True)
class Unclear:
    """A box in which lines on the map are disputed."""

    name: str
    box: Box


class Outlines:
    """All areas, the extents of small islands, and the boxes where a point says too little."""

    def __init__(
        self, areas: Sequence[Area], extents: Sequence[Extent] = (), unclear: Sequence[Unclear] = ()
    ) -> None:
        self._areas, self._extents, self._unclear = tuple(areas), tuple(extents), tuple(unclear)

    @classmethod
    def of(cls, arcs: Mapping[str, Any], rules: Mapping[str, Any]) -> Outlines:
        """From the plain data of outlines.json and outlines.yaml."""
        quantum = arcs["quantum"]
        lines = [_line(a, quantum) for a in arcs["arcs"]]
        areas = [Area.of(row["id"], [_ring(r, lines) for r in row["rings"]]) for row in arcs["areas"]]
        extents = [Extent(r["place"], r["lat"], r["lon"], r["km"]) for r in rules["extents"]]
        return cls(areas, extents, [Unclear(r["name"], _four(r["box"])) for r in rules["unclear"]])

    def unclear(self, lat: float, lon: float) -> str | None:
        """What to name instead of a point here, where lines are disputed."""
        return next((u.name for u in self._unclear if _within(u.box, lat, lon)), None)

    def at(self, lat: float, lon: float) -> tuple[str, ...]:
        """Ids of all areas that the point may lie in: none at sea, more than one on a border."""
        near = [(distance_km(lat, lon, e.lat, e.lon) / e.km, e.place) for e in self._extents]
        if near and min(near)[0] <= 1:
            return (min(near)[1],)
        found: dict[str, None] = {}
        for point in _around(lat, lon):
            found.update(dict.fromkeys(a.id for a in self._areas if point in a))
        return tuple(found)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance on a sphere of 6,371 km (haversine), in kilometres."""
    a, b = radians(lat1), radians(lat2)
    h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(1.0, h)))


def _around(lat: float, lon: float) -> Iterator[tuple[float, float]]:
    """The point and eight more at `MARGIN_KM` around it."""
    dy = MARGIN_KM / _KM_PER_DEGREE
    dx = dy / max(cos(radians(lat)), 0.01)
    for i in (0, -1, 1):
        for j in (0, -1, 1):
            reach = 0.7 if i and j else 1.0
            yield lat + i * dy * reach, (lon + j * dx * reach + 180) % 360 - 180


def _line(deltas: Sequence[int], quantum: float) -> tuple[tuple[float, float], ...]:
    x = y = 0
    points = []
    for i in range(0, len(deltas), 2):
        x, y = x + deltas[i], y + deltas[i + 1]
        points.append((x * quantum, y * quantum))
    return tuple(points)


def _ring(
    numbers: Sequence[int], lines: Sequence[tuple[tuple[float, float], ...]]
) -> tuple[tuple[float, float], ...]:
    """Arcs joined end to end; ~n is arc n backwards (as in TopoJSON)."""
    points: list[tuple[float, float]] = []
    for n in numbers:
        line = lines[n] if n >= 0 else lines[~n][::-1]
        points.extend(line[1:] if points else line)
    return tuple(points)


def _box(line: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return min(ys), min(xs), max(ys), max(xs)


def _within(box: Box, lat: float, lon: float) -> bool:
    south, west, north, east = box
    return south <= lat <= north and west <= lon <= east


def _four(numbers: Sequence[float]) -> Box:
    south, west, north, east = numbers
    return south, west, north, east
