"""The map projection of Finland, ETRS-TM35FIN, by the series of Krüger to the fourth order."""

from __future__ import annotations

from math import asinh, atan, atan2, atanh, cos, cosh, radians, sin, sinh, sqrt, tan
from typing import NamedTuple

_AXIS, _FLATTENING = 6_378_137.0, 1 / 298.257222101  # GRS80
_SCALE, _MERIDIAN, _FALSE_EAST = 0.9996, 27.0, 500_000.0
_N = _FLATTENING / (2 - _FLATTENING)
_RADIUS = _AXIS / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_SERIES = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16 + 41 * _N**4 / 180,
    13 * _N**2 / 48 - 3 * _N**3 / 5 + 557 * _N**4 / 1440,
    61 * _N**3 / 240 - 103 * _N**4 / 140,
    49561 * _N**4 / 161280,
)


class Point(NamedTuple):
    """A place in metres towards east and north."""

    east: float
    north: float


def project(lat: float, lon: float) -> Point:
    """Return where a place in degrees (ETRS89, for our purpose WGS 84) is on the map."""
    phi, away = radians(lat), radians(lon - _MERIDIAN)
    e = sqrt(2 * _FLATTENING - _FLATTENING**2)
    conformal = atan(sinh(asinh(tan(phi)) - e * atanh(e * sin(phi))))
    xi0 = atan2(tan(conformal), cos(away))
    eta0 = atanh(cos(conformal) * sin(away))
    xi, eta = xi0, eta0
    for order, factor in enumerate(_SERIES, start=1):
        xi += factor * sin(2 * order * xi0) * cosh(2 * order * eta0)
        eta += factor * cos(2 * order * xi0) * sinh(2 * order * eta0)
    return Point(_SCALE * _RADIUS * eta + _FALSE_EAST, _SCALE * _RADIUS * xi)
