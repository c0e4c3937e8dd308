"""The client against servers that break off, go away and come back."""

import io
import json
import socket
import threading
import unittest
from unittest import mock

from fluxwatch import Client, FluxwatchError
from fluxwatch import client as module
from fluxwatch.http import Server

FILE = bytes(range(256)) * 40


def head(status, length, *headers):
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {length}", "Connection: close", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


class Scripted:
    """Gives one prepared answer to each connection, the last one to all that follow, and keeps the requests."""

    def __init__(self, *answers, port=0):
        self.requests = []
        self._answers = list(answers)
        self._socket = socket.create_server(("127.0.0.1", port))
        self.port = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self):
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                request = b""
                while b"\r\n\r\n" not in request:
                    request += connection.recv(65536)
                self.requests.append(request.decode())
                connection.sendall(self._answers.pop(0) if len(self._answers) > 1 else self._answers[0])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()


class BrokenTest(unittest.TestCase):
    def setUp(self):
        patched = mock.patch.object(module, "_PAUSE", 0.05)
        patched.start()
        self.addCleanup(patched.stop)

    def download(self, *answers):
        with Scripted(*answers) as server:
            target = io.BytesIO()
            Server(server.url, 5).download("a/b.nc", target)
            return target.getvalue(), server.requests

    def test_goes_on_with_the_rest_of_the_same_file(self):
        whole = head(200, len(FILE), 'ETag: "1"')
        rest = head(206, len(FILE) - 3000, 'ETag: "1"', f"Content-Range: bytes 3000-{len(FILE) - 1}/{len(FILE)}")
        written, requests = self.download(whole + FILE[:3000], rest + FILE[3000:])
        self.assertEqual(written, FILE)
        self.assertIn("Range: bytes=3000-", requests[1])
        self.assertIn('If-Range: "1"', requests[1])

    def test_begins_again_where_another_file_has_taken_its_place(self):
        other = FILE[::-1][:5000]
        written, _ = self.download(
            head(200, len(FILE), 'ETag: "1"') + FILE[:7000], head(200, len(other), 'ETag: "2"') + other
        )
        self.assertEqual(written, other)

    def test_a_file_that_never_comes_whole_is_an_error(self):
        with self.assertRaisesRegex(FluxwatchError, "broke off a/b.nc 4 times"):
            self.download(head(200, len(FILE)) + FILE[:3000])

    def test_what_is_no_http_or_half_an_answer_is_an_error(self):
        for answer in (b"SSH-2.0 hello\r\n", b"", head(200, 100) + b'{"domains": ['):
            with Scripted(answer) as server, self.assertRaises(FluxwatchError):
                Client(server.url, 5).domains()

    def test_a_day_without_scores_has_an_empty_frame(self):
        body = json.dumps({"domain": "plane", "rows": []}).encode()
        with Scripted(head(200, len(body)) + body) as server:
            scores = Client(server.url, 5).scores("plane", "2019-05-03")
        self.assertEqual(len(scores), 0)
        self.assertEqual(list(scores.index.names), ["set", "lane"])
        self.assertIn("bias_ppm", scores)

    def test_times_with_and_without_a_fraction(self):
        rows = [{"time": "2019-05-03T04:05:06Z"}, {"time": "2019-05-03T04:05:06.250Z"}]
        body = json.dumps({"rows": rows}).encode()
        with Scripted(head(200, len(body)) + body) as server:
            times = Client(server.url, 5).observations("plane", "2019-05-03").time
        self.assertEqual((times.iloc[1] - times.iloc[0]).total_seconds(), 0.25)

    def test_events_survive_a_restart_of_the_server(self):
        begin = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/event-stream\r\n\r\n"

        def stream(*texts):  # without its last chunk, as of a server that was killed
            return begin + b"".join(b"%x\r\n%s\r\n" % (len(text), text) for text in texts)

        def day(number):
            return b'id: a-%d\nevent: day\ndata: {"day": "2019-05-0%d"}\n\n' % (number, number)

        busy = head(503, 0, "Retry-After: 0")
        with Scripted(stream(b"id: a-0\nretry: 1000\n\n", day(1))) as server:
            events = Client(server.url, 5).events()
            self.assertEqual(next(events)["day"], "2019-05-01")
            port = server.port
        begun = []
        timer = threading.Timer(0.5, lambda: begun.append(Scripted(busy, *[busy] * 4, stream(day(2)), port=port)))
        timer.start()
        self.assertEqual(next(events)["day"], "2019-05-02")
        timer.join()
        with begun[0] as server:
            self.assertIn("last-event-id: a-1", server.requests[-1].lower())
        events.close()

    def test_events_of_a_server_that_never_was_are_an_error(self):
        with self.assertRaisesRegex(FluxwatchError, "cannot be reached"):
            next(Client("http://127.0.0.1:9", timeout=2).events())


if __name__ == "__main__":
    unittest.main()
