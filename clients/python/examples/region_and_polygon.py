"""Prints a region's months and a polygon's newest days of a server.

    python3 region_and_polygon.py [URL] [DOMAIN] [REGION]
"""

import sys

from fluxwatch import Client, FluxwatchError


def main(url="http://localhost:8460", domain=None, region=None):
    client = Client(url)
    domains = client.domains()
    filters = domains[(domains.system == "filter") & (domains["count"] > 0)]
    if filters.empty:
        sys.exit(f"{url} has no days of a filter yet")
    domain = domain or filters.domain.iloc[0]
    region = region or client.regions(domain).index[0]

    months = client.series(domain, region=region, by="month")
    print(f"{region}, natural flux, {months.attrs['units']}; missing: {months.attrs['missing'] or 'no day'}")
    print(months[["days", "prior", "analysis", "spread", "fossil", "total"]].round(3).to_string())

    last = client.days(domain).index[-1]
    field = client.field(domain, last, "flux_analysis")
    y, x = (size // 2 for size in field.shape)
    corners = [(y - 2, x - 2), (y - 2, x + 2), (y + 2, x + 2), (y + 2, x - 2)]
    ring = [(float(field.longitude[at]), float(field.latitude[at])) for at in corners]
    days = client.series(domain, polygon=ring, start=last)
    print(f"\nfour by four cells around the middle, {days.attrs['area_km2']:.0f} km2, {days.attrs['units']}")
    print(days[["prior", "analysis", "spread"]].round(3).to_string())


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except FluxwatchError as error:
        sys.exit(str(error))
