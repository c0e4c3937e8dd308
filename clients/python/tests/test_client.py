"""The client against a running server of invented days of domain `plane`, 1 April to 30 June 2019 without 5 May, which
fluxwatch's own tests start."""

import os
import unittest

import numpy as np
import pandas as pd
import xarray as xr

from fluxwatch import Client, FluxwatchError
from fluxwatch import polygons

URL = os.environ.get("FLUXWATCH_URL", "")
OTHER = 'east, the "other"'
WEST = [(100, 25), (116, 25), (116, 45), (100, 45)]


@unittest.skipUnless(URL, "no FLUXWATCH_URL")
class ClientTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.client = Client(URL)
        domains = cls.client.domains()
        if not ((domains.domain == "plane") & (domains["count"] > 0)).any():
            raise unittest.SkipTest("the server has no days of domain plane")

    def test_lists_days_and_regions(self):
        days = self.client.days("plane", "2019-05-01", "2019-05-06")
        self.assertEqual(list(days.index.strftime("%d")), ["01", "02", "03", "04", "06"])
        self.assertEqual(days.revision.iloc[0], 0)
        self.assertEqual(list(self.client.regions("plane").index), ["west", OTHER])
        self.assertEqual(len(self.client.days("plane", "2030-01-01")), 0)
        self.assertEqual(len(self.client.days("months", system="inversion")), 2)

    def test_series_of_a_region_and_of_the_polygon_of_its_outline(self):
        for by in ("day", "month", "cumulated"):
            region = self.client.series("plane", region="west", end="2019-05-31", by=by)
            polygon = self.client.series("plane", polygon=WEST, end="2019-05-31", by=by)
            columns = ["prior", "analysis", "spread", "fossil", "fire", "total"]
            pd.testing.assert_frame_equal(region[columns], polygon[columns], rtol=1e-6)
            self.assertEqual(region.attrs["missing"], ["2019-05-05"])
            self.assertEqual(region.attrs["units"], "TgC d-1" if by == "day" else "TgC")

    def test_groups_add_up_also_those_with_commas_in_their_names(self):
        group = self.client.series("plane", regions=["west", OTHER], by="year")
        alone = [self.client.series("plane", region=name, by="year") for name in ("west", OTHER)]
        self.assertAlmostEqual(group.analysis.iloc[0], sum(frame.analysis.iloc[0] for frame in alone), 9)
        self.assertTrue(np.isnan(group.spread.iloc[0]))
        self.assertIn("null in 1 rows", group.attrs["spread_of"])

    def test_polygons_in_all_forms(self):
        geo = {"type": "Polygon", "coordinates": [[list(corner) for corner in WEST + WEST[:1]]]}

        class Shape:
            __geo_interface__ = geo

        areas = {
            self.client.series("plane", polygon=form, start="2019-05-01", end="2019-05-01").attrs["area_km2"]
            for form in (WEST, geo, Shape(), polygons.text(WEST), polygons.text(geo))
        }
        self.assertEqual(len(areas), 1)

    def test_a_days_file_field_cell_and_observations(self):
        day = self.client.day("plane", "2019-05-03")
        self.assertIsInstance(day, xr.Dataset)
        field = self.client.field("plane", "2019-05-03", "flux_analysis")
        np.testing.assert_array_equal(field.values, day.flux_analysis.values[0])
        np.testing.assert_allclose(field.latitude.values, day.latitude.values)
        self.assertEqual(field.attrs["units"], self.client.fields("plane", "2019-05-03").units["flux_analysis"])
        members = self.client.day("plane", "2019-05-03", file="members")
        np.testing.assert_allclose(members.flux_analysis.mean("member").values, day.flux_analysis.values, atol=1e-5)
        place = float(field.latitude[4, 5]), float(field.longitude[4, 5])
        cell = self.client.cell("plane", *place, start="2019-05-03", end="2019-05-05", fields="flux_analysis")
        self.assertEqual(np.float32(cell.flux_analysis.iloc[0]), field.values[4, 5])
        self.assertEqual(list(cell.file), ["whole", "whole", "missing"])
        self.assertTrue(np.isnan(cell.flux_analysis.iloc[2]))
        self.assertEqual(len(self.client.observations("plane", "2019-05-03")), 6)
        self.assertIn(("assimilated", "AN"), self.client.scores("plane", "2019-05-03").index)
        self.assertEqual(self.client.provenance("plane", "2019-05-03")["program_version"], "0.2.0")

    def test_what_the_server_refuses_is_an_error_with_its_message(self):
        with self.assertRaisesRegex(FluxwatchError, "no such domain") as refused:
            self.client.days("atlantis")
        self.assertEqual(refused.exception.status, 404)
        with self.assertRaisesRegex(FluxwatchError, "cross each other"):
            self.client.series("plane", polygon=[(100, 25), (116, 45), (116, 25), (100, 45)])
        with self.assertRaisesRegex(FluxwatchError, "no file of hourly"):
            self.client.day("plane", "2019-05-03", file="hourly")
        with self.assertRaisesRegex(FluxwatchError, "cannot be reached"):
            Client("http://127.0.0.1:9", timeout=2).domains()
        with self.assertRaisesRegex(ValueError, "one of region"):
            self.client.series("plane")

    @unittest.skipUnless(os.environ.get("FLUXWATCH_EVENTS"), "nothing is written meanwhile")
    def test_events_come_and_go_on_after_the_server_has_ended_a_stream(self):
        days = []
        for event in self.client.events():
            days.append(event["day"])
            if len(days) == 12:
                break
        self.assertEqual(days, [str(day)[:10] for day in pd.date_range(days[0], periods=12)])


if __name__ == "__main__":
    unittest.main()
