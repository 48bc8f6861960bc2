"""Customer ids that are right by every check and belong to nobody.

Organisation numbers begin with 3 and identity numbers have 80 added to the month: the series
of Norway's public test population (Tenor, Test-Norge).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from data.identity_number import remainder

_ORGANIZATION = (3, 2, 7, 6, 5, 4, 3, 2)
_PERSON_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_PERSON_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)

_BORN_FROM = date(1948, 1, 1)
_BORN_DAYS = 365 * 48
"""Everybody in the sample is of age, and born before 2000, so the series 000-499 fits."""


class SampleIds:
    """Hands out ids that occur once, the same ones in the same order for the same seed."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._given: set[str] = set()

    def organization(self) -> str:
        """Return an organisation number (organisasjonsnummer) of nine digits."""
        return self._checked(lambda: f"3{self._rng.randrange(10**7):07d}", _ORGANIZATION)

    def person(self, days: range = range(1, 32)) -> str:
        """Return an identity number (fødselsnummer) whose day of birth is in `days`."""
        return self._checked(lambda: self._birth(days), _PERSON_FIRST, _PERSON_SECOND)

    def common_help(self) -> str:
        """Return a number of the health service's own series (FH), right by its check digits."""
        return self._checked(
            lambda: f"8{self._rng.randrange(10**8):08d}", _PERSON_FIRST, _PERSON_SECOND
        )

    def resource(self) -> str:
        """Return a resource number (ressursnummer) of five or six digits."""
        while (number := str(self._rng.randrange(10_000, 400_000))) in self._given:
            pass
        self._given.add(number)
        return number

    def _birth(self, days: range) -> str:
        while True:
            born = _BORN_FROM + timedelta(days=self._rng.randrange(_BORN_DAYS))
            if born.day in days:
                year = born.year % 100
                return f"{born.day:02d}{born.month + 80}{year:02d}{self._rng.randrange(500):03d}"

    def _checked(self, digits: Callable[[], str], *weightings: tuple[int, ...]) -> str:
        while True:
            number = digits()
            for weights in weightings:
                number += _check_digit(number, weights)
            if len(number) == len(weightings[-1]) + 1 and number not in self._given:
                self._given.add(number)
                return number


def _check_digit(number: str, weights: tuple[int, ...]) -> str:
    """Return the digit by modulus 11; nothing where no digit can make the number right."""
    digit = -remainder(number, weights) % 11
    return "" if digit == 10 else str(digit)


def wrong_check_digit(number: str) -> str:
    """Return the number with its last digit one too high."""
    return number[:-1] + str((int(number[-1]) + 1) % 10)


def scientific(number: str) -> str:
    """Return the number as a Norwegian spreadsheet writes it in a narrow column."""
    digits = number.lstrip("0")
    return f"{digits[0]},{digits[1:6]}E+{len(digits) - 1:02d}"
