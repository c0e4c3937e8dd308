"""HTTP with the standard library."""

import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request

from .errors import FluxwatchError

_TRIES = 4
_BLOCK = 1 << 20


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
            except (OSError, http.client.HTTPException) as error:
                reason = getattr(error, "reason", error)
                raise FluxwatchError(f"{self.url} cannot be reached: {reason}") from error

    def json(self, *parts, **query):
        with self.open(path(*parts), query) as answer:
            try:
                return json.load(answer)
            except (OSError, http.client.HTTPException, ValueError) as error:
                raise FluxwatchError(f"{self.url} broke off its answer: {error!r}") from error

    def download(self, file, target):
        """Writes a product's file to an open one. Where the server breaks off it is asked for the rest; where another
        file has taken its place meanwhile, that is written from its beginning."""
        path, tag, at, broken = "/products/" + urllib.parse.quote(file), None, 0, None
        for _ in range(_TRIES):
            headers = {"Range": f"bytes={at}-", "If-Range": tag} if tag and at else {}
            with self.open(path, headers=headers) as answer:
                if answer.status != 206:
                    at = 0
                    target.seek(0)
                    target.truncate()
                tag = answer.headers.get("ETag")
                left = answer.headers.get("Content-Length")
                end = None if left is None else at + int(left)
                try:
                    while block := answer.read(_BLOCK):
                        target.write(block)
                        at += len(block)
                    if end is None or at == end:
                        target.flush()
                        return
                    broken = f"{at} of {end} bytes came"
                except http.client.IncompleteRead as error:
                    target.write(error.partial)
                    at += len(error.partial)
                    broken = repr(error)
                except (http.client.HTTPException, ConnectionError, TimeoutError) as error:
                    broken = repr(error)
        raise FluxwatchError(f"{self.url} broke off {file} {_TRIES} times: {broken}")


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
        try:
            body = error.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            body = ""
    try:
        return str(json.loads(body)["error"])
    except (ValueError, KeyError, TypeError):
        return body.strip() or f"the server answers {error.code}"
