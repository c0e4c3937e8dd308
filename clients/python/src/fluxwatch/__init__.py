"""Client of fluxwatch's HTTP interface: CO2 fluxes as pandas and xarray.

    from fluxwatch import Client
    client = Client("http://localhost:8460")
    client.series("east-asia", region="north", by="month")
"""

from .client import Client
from .errors import FluxwatchError

__all__ = ["Client", "FluxwatchError"]
