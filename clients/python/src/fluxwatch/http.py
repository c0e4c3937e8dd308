"""HTTP with the standard library."""

import json
import shutil
import time
import urllib.error
import urllib.parse
import urllib.request

from .errors import FluxwatchError

_TRIES = 4


class Server:
    """One server of fluxwatch.

    url: of its root, such as http://localhost:8460
    timeout: s, for each answer to go on
    """

    def __init__(self, url, timeout):
        if not url.startswith(("http://", "https://")):
            raise ValueError(f"url is {url!r}, expected http://... or https://...")
        self.url = url.rstrip("/")
        self.timeout = timeout

    def open(self, path, query=None, headers=None):
        """The open answer to GET. A server that is busy is asked again."""
        address = self.url + path
        if query:
            address += "?" + "&".join(f"{name}={_encoded(value)}" for name, value in query.items())
        request = urllib.request.Request(address, headers=headers or {})
        for tries in range(1, _TRIES + 1):
            try:
                return urllib.request.urlopen(request, timeout=self.timeout)
            except urllib.error.HTTPError as error:
                if error.code == 503 and tries < _TRIES:
                    error.close()
                    time.sleep(min(10, _seconds(error.headers.get("Retry-After"))))
                    continue
                raise FluxwatchError(_message(error), error.code) from None
            except (urllib.error.URLError, OSError) as error:
                reason = getattr(error, "reason", error)
                raise FluxwatchError(f"{self.url} cannot be reached: {reason}") from error

    def json(self, *parts, **query):
        with self.open(path(*parts), query) as answer:
            return json.load(answer)

    def download(self, file, target):
        """Writes a product's file to an open one."""
        with self.open("/products/" + urllib.parse.quote(file)) as answer:
            shutil.copyfileobj(answer, target)
        target.flush()


def _encoded(value):
    """Of a list its items with commas between, those within an item escaped."""
    items = value if isinstance(value, list) else [value]
    return ",".join(urllib.parse.quote(str(item), safe="") for item in items)


def path(*parts):
    return "/api/v1/" + "/".join(urllib.parse.quote(str(part), safe="") for part in parts)


def _seconds(text):
    return int(text) if text and text.isdigit() else 1


def _message(error):
    with error:
        body = error.read().decode("utf-8", "replace")
    try:
        return str(json.loads(body)["error"])
    except (ValueError, KeyError, TypeError):
        return body.strip() or f"the server answers {error.code}"
