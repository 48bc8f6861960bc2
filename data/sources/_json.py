"""JSON from outside: parsed strictly, and walked with the path of every value at hand."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, NoReturn

from data.errors import BadCell, Refused
from data.listing_cells import CellError
from data.listing_cells import price as read_price
from data.listing_cells import text as read_text
from data.sources._refusal import bad_cell
from data.words import N_, Phrase, phrase
