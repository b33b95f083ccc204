"""Why an add was refused, in one word for every back end."""


class Refused(Exception):
    """An add that changed nothing; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
