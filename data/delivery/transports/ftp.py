"""FTP as it was: file and password travel in the open, for servers that know nothing else."""

from __future__ import annotations

import ftplib
from collections.abc import Iterator
from contextlib import closing, contextmanager

from data.delivery.handing import Place
from data.delivery.secrets import DELIVERY
from data.delivery.transports import TIMEOUT, Errand, Transport
from data.delivery.transports._ftp import enter, told
from data.words import N_


@contextmanager
def _opened(errand: Errand) -> Iterator[Place]:
    secret = errand.secrets.require(DELIVERY, errand.options.user, errand.shown)
    with closing(ftplib.FTP(timeout=TIMEOUT)) as session:  # noqa: S321 - it says so itself
        with told(errand, errand.shown):
            session.connect(errand.host, errand.port)
        yield enter(session, errand, secret)


TRANSPORT = Transport("ftp", N_("FTP, not encrypted"), 21, is_secret=False, open=_opened)
