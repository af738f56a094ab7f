"""Bad input is a record, never a crash, never silence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """What went wrong: in which ``stage`` (a verb's name), ``where`` (file, or file:line), and a one-line ``message``."""

    stage: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"
