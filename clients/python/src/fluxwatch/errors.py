"""What goes wrong."""


class FluxwatchError(Exception):
    """The server refuses, with its message, or cannot be reached.

    status: of HTTP; None when there was no answer.
    """

    def __init__(self, message, status=None):
        super().__init__(message)
        self.status = status
