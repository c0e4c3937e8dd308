"""Days, fields and series of one server."""

import http.client
import json
import tempfile
import time

import numpy as np
import pandas as pd
import xarray as xr

from . import polygons
from .errors import FluxwatchError
from .http import Server, path


# times with and without a fraction of a second in one column; pandas before 2 takes them one by one anyway
_ISO = {"format": "ISO8601"} if int(pd.__version__.split(".")[0]) >= 2 else {}

# s between two attempts to hear events
_PAUSE, _LONGEST_PAUSE = 1, 30


class Client:
    """A server's products. Days are strings such as 2019-05-01, datetime.date or pandas.Timestamp; `system` is `filter`
    or `inversion`, whose days are months. Fluxes are positive to the air.

    url: of the server's root, such as http://localhost:8460
    timeout: s
    """

    def __init__(self, url="http://localhost:8460", timeout=60):
        self._server = Server(url, timeout)

    def domains(self):
        """Domains and systems, with their first and last day: a DataFrame."""
        return _days(pd.DataFrame(self._server.json("domains")["domains"]), "first", "last")

    def days(self, domain, start=None, end=None, system="filter"):
        """Days with revisions and files: a DataFrame by day."""
        answer = self._server.json("domains", domain, system, "days", **_period(start, end))
        columns = ["day", "revision", "spin_up", "smoothing_days", "as_of", "status", "file"]
        return _days(pd.DataFrame(answer["days"], columns=columns), "day", "as_of").set_index("day")

    def regions(self, domain, system="filter"):
        """Areas of the regions, km2: a DataFrame by region."""
        answer = self._server.json("domains", domain, system, "regions")
        return pd.DataFrame(answer["regions"], columns=["region", "area_km2"]).set_index("region")

    def summary(self, domain, day, system="filter"):
        """A day in numbers: a dict."""
        return self._server.json(*_day(domain, system, day))

    def day(self, domain, day, system="filter", file="fields"):
        """A day's file as an xarray.Dataset, in memory. file: fields, observations, hourly or members, as far as
        `summary(...)["files"]` has it. xarray needs netCDF4 or scipy for it."""
        files = self.summary(domain, day, system)["files"]
        if file not in files:
            raise FluxwatchError(f"there is no file of {file} for that day, there are {sorted(files)}")
        with tempfile.NamedTemporaryFile(suffix=".nc") as copy:
            self._server.download(files[file], copy)
            return xr.load_dataset(copy.name, decode_coords="all")

    def fields(self, domain, day, system="filter"):
        """Long names and units of a day's fields: a DataFrame by name."""
        answer = self._server.json(*_day(domain, system, day), "fields")
        return pd.DataFrame(answer["fields"], columns=["name", "long_name", "units"]).set_index("name")

    def field(self, domain, day, name, system="filter"):
        """A field of a day: an xarray.DataArray (y, x) with latitude and longitude of each cell."""
        answer = self._server.json(*_day(domain, system, day), "fields", name)
        shape = answer["rows"], answer["columns"]
        grid = answer["grid"]
        return xr.DataArray(
            _floats(answer["values"]).astype("float32").reshape(shape),
            dims=("y", "x"),
            coords={
                "y": ("y", np.asarray(grid["y"])),
                "x": ("x", np.asarray(grid["x"])),
                "latitude": (("y", "x"), _floats(answer["latitude"]).reshape(shape)),
                "longitude": (("y", "x"), _floats(answer["longitude"]).reshape(shape)),
                "time": pd.Timestamp(answer["day"]),
            },
            name=answer["name"],
            attrs={"long_name": answer["long_name"], "units": answer["units"], "grid_mapping_name": grid["mapping"]},
        )

    def cell(self, domain, latitude, longitude, start=None, end=None, fields=None, system="filter"):
        """Fields of the cell that holds a place: a DataFrame by day; NaN on days that are missing or damaged, as column
        `file` says. attrs: what else the server says, such as the cell's centre."""
        query = {"latitude": latitude, "longitude": longitude, **_period(start, end)}
        if fields is not None:
            query["fields"] = _names(fields)
        answer = self._server.json("domains", domain, system, "cells", **query)
        frame = _days(_table(answer), "day").set_index("day")
        for name in frame.columns.drop("file"):
            frame[name] = frame[name].astype(float)
        return frame

    def series(self, domain, region=None, regions=None, polygon=None, start=None, end=None, by=None, system="filter"):
        """Fluxes of a region, of several added up, or of any polygon: a DataFrame by the period's first day.

        polygon: well-known text, GeoJSON as text or dict, a shapely geometry, or a ring of (longitude, latitude)
        by: day (TgC per day), month, season, year or cumulated (TgC); attrs["units"] says which
        spread: standard deviation of `analysis`, true for sums; attrs["spread_of"] says why it is NaN where it is
        """
        query = _period(start, end)
        given = [choice is not None for choice in (region, regions, polygon)]
        if sum(given) != 1:
            raise ValueError("expected one of region, regions and polygon")
        if polygon is not None:
            query["polygon"] = polygons.text(polygon)
        else:
            query["region"] = _names(region if regions is None else regions)
        if by is not None:
            query["by"] = by
        answer = self._server.json("domains", domain, system, "series", **query)
        frame = _days(_table(answer), "begin", "end").set_index("begin")
        for name in ("prior", "analysis", "spread", "fossil", "fire", "total"):
            frame[name] = frame[name].astype(float)
        return frame

    def observations(self, domain, day, system="filter"):
        """Superobservations and what the analysis made of each: a DataFrame."""
        return _days(_table(self._server.json(*_day(domain, system, day), "observations")), "time")

    def scores(self, domain, day, system="filter"):
        """Departures of sets of observations from lanes: a DataFrame by set and lane."""
        columns = ["set", "lane", "count", "bias_ppm", "rmse_ppm", "mae_ppm", "correlation"]
        return _table(self._server.json(*_day(domain, system, day), "scores"), columns).set_index(["set", "lane"])

    def provenance(self, domain, day, system="filter"):
        """What a day was made of and by: a dict."""
        return self._server.json(*_day(domain, system, day), "provenance")

    def events(self, reconnect=True):
        """Each product as it is written: dicts with domain, system, day and revision; {"event": "reset"} when some were
        missed. It goes on until it is left; the server ends each of its answers after a while, or is started anew, and
        is asked again. A server that cannot be reached to begin with is an error.
        reconnect: whether to go on then"""
        last = None
        pause = _PAUSE
        heard = False
        while True:
            headers = {"Accept": "text/event-stream"}
            if last is not None:
                headers["Last-Event-ID"] = last
            try:
                answer = self._server.open(path("events"), headers=headers)
            except FluxwatchError as error:
                if not (reconnect and heard and error.status in (None, 502, 503, 504)):
                    raise
                time.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
                continue
            heard, pause = True, _PAUSE
            with answer:
                events = _events(answer)
                while True:
                    try:
                        event = next(events, None)
                    except (OSError, http.client.HTTPException):
                        break  # broken off: as if it had ended
                    if event is None:
                        break
                    last = event.get("id", last)
                    if event.get("event") == "day":
                        yield json.loads(event["data"])
                    elif event.get("event") == "reset":
                        yield {"event": "reset"}
            if not reconnect:
                return
            time.sleep(pause)


def _events(lines):
    event = {}
    for line in lines:
        text = line.decode("utf-8").rstrip("\r\n")
        if not text:
            if event:
                yield event
            event = {}
        elif not text.startswith(":"):
            name, _, value = text.partition(":")
            event[name] = value.removeprefix(" ")


def _period(start, end):
    period = {}
    if start is not None:
        period["from"] = _date(start)
    if end is not None:
        period["to"] = _date(end)
    return period


def _date(day):
    return pd.Timestamp(day).strftime("%Y-%m-%d")


def _day(domain, system, day):
    return "domains", domain, system, "days", _date(day)


def _names(names):
    return [names] if isinstance(names, str) else list(names)


def _table(answer, columns=None):
    frame = pd.DataFrame(answer["rows"], columns=columns)
    frame.attrs.update({name: value for name, value in answer.items() if name != "rows"})
    return frame


def _floats(values):
    return np.array(values, dtype=float)


def _days(frame, *columns):
    for column in columns:
        if column in frame:
            frame[column] = pd.to_datetime(frame[column], **_ISO)
    return frame
