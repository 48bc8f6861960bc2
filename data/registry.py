"""One file adds one thing: collect the public object of every module in a package."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from types import ModuleType
from typing import TypeVar

Thing = TypeVar("Thing")


def collect(package: ModuleType, name: str, kind: type[Thing]) -> tuple[Thing, ...]:
    """Return the object called `name` of each module in `package`, in module order.

    Raises TypeError, naming the module, when one does not declare the object.
    """
    found: list[Thing] = []
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda info: info.name):
        if module.name.startswith("_"):
            continue
        thing = getattr(import_module(f"{package.__name__}.{module.name}"), name, None)
        if not isinstance(thing, kind):
            raise TypeError(f"{package.__name__}.{module.name} declares no {name}")
        found.append(thing)
    return tuple(found)
