"""Polygons in the forms that people have them."""

import json


def text(polygon):
    """Well-known text or GeoJSON, of a string, a GeoJSON geometry as a dict, anything with `__geo_interface__`
    (shapely), or a ring of (longitude, latitude), closed or not."""
    if isinstance(polygon, str):
        return polygon
    if hasattr(polygon, "__geo_interface__"):
        polygon = polygon.__geo_interface__
    if isinstance(polygon, dict):
        return json.dumps(polygon, separators=(",", ":"))
    ring = [(float(longitude), float(latitude)) for longitude, latitude in polygon]
    if not ring:
        raise ValueError("polygon has no positions, expected (longitude, latitude) of its corners")
    if ring[0] != ring[-1]:
        ring.append(ring[0])
    return "POLYGON((" + ",".join(f"{longitude!r} {latitude!r}" for longitude, latitude in ring) + "))"
